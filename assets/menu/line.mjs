// The line to the server, when it breaks. A server that was started anew knows nothing of this page
// until it has run it once, and Streamlit, having been at rest, asks it for no run: it would pass by
// what is typed next, silently. So one is asked for, with everything that the page's widgets hold.

export const APP = '[data-testid="stApp"]';
const BOXES = '[data-testid="stMain"] :is([data-testid="stTextInput"] input, [data-testid="stTextArea"] textarea)';
const RERUN = { key: "r", code: "KeyR", keyCode: 82 }; // Streamlit's own key for "run again"

function isUp() {
  return document.querySelector(APP).dataset.testConnectionState === "CONNECTED";
}

/** Streamlit shuts the boxes while there is no server, under the hands of whoever is typing. */
function keepBoxes(used) {
  for (const box of document.querySelectorAll(BOXES)) box.disabled = false;
  if (used?.matches(BOXES)) used.focus({ preventScroll: true });
}

/** Have the page run as soon as a server that was away answers again, and the boxes open meanwhile. */
export function mindLine() {
  const app = document.querySelector(APP);
  let wasUp = isUp();
  let shut = null; // what was in use when it was shut
  let isNew = false; // the server runs this page for the first time: what a part of it asks for is dropped
  let wasUsed = false; // meanwhile
  const early = { capture: true, passive: true };
  for (const sign of ["input", "click", "keydown"]) document.addEventListener(sign, () => { wasUsed = true; }, early);
  document.addEventListener("focusout", ({ target }) => { shut = target.disabled ? target : null; }, early);
  const runAgain = (isFirst) => {
    isNew = isFirst;
    for (const half of ["keydown", "keyup"]) document.dispatchEvent(new KeyboardEvent(half, RERUN));
    wasUsed = false;
  };
  new MutationObserver(() => {
    if (!isUp()) keepBoxes(shut);
    else if (!wasUp) runAgain(true);
    else if (isNew && app.dataset.testScriptState === "notRunning") {
      isNew = false;
      if (wasUsed) runAgain(false);
    }
    shut = null;
    wasUp = isUp();
  }).observe(app, { attributeFilter: ["data-test-connection-state", "data-test-script-state"] });
}
