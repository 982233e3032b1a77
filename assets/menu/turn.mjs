// Turning to another page without loading it anew, as the browser's own "back" does. Streamlit can
// lose what the reader typed, or the page itself, when a page is left while it still asks the server
// for something: so a page is left at rest, and one that stays empty is asked for again.

const APP = '[data-testid="stApp"]';
const ELEMENT = '[data-testid="stMain"] [data-testid="stElementContainer"]';
const BEGINS_MS = 50; // what a press sets off is under way by then
const LONGEST_MS = 600; // the sentence box waits 300 ms for the next key, then the page answers

function isAtRest() {
  return document.querySelector(APP).dataset.testScriptState === "notRunning";
}

/** Whether something typed has not yet reached the address. */
function isTyping({ typedAt, typedOver }, now) {
  return now - typedAt < LONGEST_MS && typedOver === location.search;
}

/** Note what the reader does, and mind pages that stay empty. @returns {object} the notes */
function watch() {
  const notes = { pressedAt: -Infinity, typedAt: -Infinity, typedOver: "" };
  const early = { capture: true, passive: true };
  document.addEventListener("pointerdown", () => { notes.pressedAt = performance.now(); }, early);
  document.addEventListener("input", () => {
    Object.assign(notes, { typedAt: performance.now(), typedOver: location.search });
  }, early);
  let asked = "";
  new MutationObserver(() => {
    if (!isAtRest()) return;
    const isEmpty = !document.querySelector(ELEMENT);
    if (isEmpty && asked !== location.href) show();
    asked = isEmpty ? location.href : ""; // once, should the page have nothing to show
  }).observe(document.querySelector(APP), { attributeFilter: ["data-test-script-state"] });
  return notes;
}

/** The document's one watch; Streamlit reads this script again for each page. */
export function watched() {
  return (globalThis.lstmVizMenu ??= watch());
}

/** Let Streamlit show the page that the address names. */
function show() {
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}

/** Turn to a page, once this one is at rest. @param {() => string} address asked for at that moment */
export function turnTo(address, since = performance.now()) {
  const now = performance.now();
  const notes = watched();
  const waits = now - notes.pressedAt < BEGINS_MS || !isAtRest() || isTyping(notes, now);
  if (waits && now - since < LONGEST_MS) {
    requestAnimationFrame(() => turnTo(address, since));
    return;
  }
  if (address() === location.href) return; // a second click on the same link
  history.pushState({}, "", address());
  show();
}
