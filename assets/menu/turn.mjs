// Turning to another page without loading it anew, as the browser's own "back" does. Streamlit can
// lose what the reader typed, or the page itself, when a page is left while it still asks the server
// for something: so a page is left at rest, and one that stays empty is asked for again.

import { mindBox } from "./box.mjs";
import { APP, mindLine } from "./line.mjs";

const ELEMENT = '[data-testid="stMain"] [data-testid="stElementContainer"]';
const LINK = '[data-testid="stPageLink-NavLink"]';
const BEGINS_MS = 50; // what a press sets off is under way by then
const LONGEST_MS = 600; // the sentence box waits 300 ms for the next key, then the page answers
const PATIENCE_MS = 4000; // within which a server tells that it has begun with a page
const MOST_ASKED = 3; // should a page have nothing to show

function isAtRest() {
  return document.querySelector(APP).dataset.testScriptState === "notRunning";
}

/** Whether something typed has not yet reached the address. */
function isTyping({ typedAt, typedOver }, now) {
  return now - typedAt < LONGEST_MS && typedOver === location.search;
}

/** Ask again for a page that a late answer to the last one has left empty. */
function mind() {
  let isExpected = false; // a page just asked for is empty until it comes
  let asked = 0;
  let timer;
  const look = () => {
    if (!isAtRest()) {
      isExpected = false;
    } else if (document.querySelector(ELEMENT)) {
      asked = 0;
    } else if (!isExpected && asked < MOST_ASKED) {
      asked += 1;
      show({ isAgain: true });
    }
  };
  addEventListener("popstate", () => {
    isExpected = true;
    clearTimeout(timer);
    timer = setTimeout(() => { isExpected = false; look(); }, PATIENCE_MS);
  }, { capture: true });
  new MutationObserver(look).observe(document.querySelector(APP), {
    subtree: true, childList: true, attributeFilter: ["data-test-script-state"],
  });
}

/** A link on a page turns as the menu's do: the address says at once where the reader goes. */
function followed(event) {
  const link = event.target.closest(LINK);
  if (!link || isElsewhere(event)) return;
  event.preventDefault();
  event.stopPropagation(); // Streamlit would empty the page and change the address later
  const carries = carriesThePlace(link);
  turnTo(() => (carries ? withPlace(link.href) : link.href)); // with what was typed, once it has arrived
}

/**
 * Whether a link leads to another page with the present place. Streamlit writes a link anew only when its run
 * has come that far down the page, and by then the address may already name what was typed.
 */
function carriesThePlace(link) {
  const told = (search) => {
    const said = new URLSearchParams(search);
    said.sort();
    return said.toString();
  };
  return [location.search, watched().typedOver].map(told).includes(told(new URL(link.href).search));
}

/** A link's address, with the place that the address shows now. */
function withPlace(href) {
  return Object.assign(new URL(href), { search: location.search }).href;
}

/** Note what the reader does, and mind pages that stay empty. @returns {object} the notes */
function watch() {
  const notes = { pressedAt: -Infinity, typedAt: -Infinity, typedOver: "" };
  const early = { capture: true, passive: true };
  document.addEventListener("pointerdown", () => { notes.pressedAt = performance.now(); }, early);
  document.addEventListener("input", () => {
    Object.assign(notes, { typedAt: performance.now(), typedOver: location.search });
  }, early);
  document.addEventListener("click", followed, { capture: true });
  mind();
  mindLine();
  mindBox();
  return notes;
}

/** Whether a click opens another tab or window. */
export function isElsewhere(event) {
  return event.ctrlKey || event.metaKey || event.shiftKey;
}

/** The document's one watch; Streamlit reads this script again for each page. */
export function watched() {
  return (globalThis.lstmVizMenu ??= watch());
}

/** Let Streamlit show the page that the address names. @param {object} state `isAgain`: the reader stays here */
function show(state = {}) {
  dispatchEvent(new PopStateEvent("popstate", { state }));
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
