// The sentence box: Streamlit's text area, which shows the whole sentence while it is in use, and
// which is read as one types, as its one-line box would be: after a pause, and on Enter at once.

const BOX = '.st-key-bar [data-testid="stTextArea"] textarea';
const ROOT_OF_BOX = '[data-testid="stTextAreaRootElement"], [data-testid="stTextArea"]'; // the nearest: its frame
const PAUSE_MS = 300; // the reader thinks, or has written a word
const COMMIT = { key: "Enter", ctrlKey: true, bubbles: true }; // Streamlit's own keys for "take this"
const VALUE = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");

function commit(box) {
  box.dispatchEvent(new KeyboardEvent("keydown", COMMIT));
}

/** A sentence has no line breaks; pasted ones are spaces. */
function straighten(box) {
  if (!/[\r\n]/.test(box.value)) return;
  const whole = (text) => text.replace(/\s*[\r\n]\s*/g, " ");
  const caret = whole(box.value.slice(0, box.selectionStart)).length;
  VALUE.set.call(box, whole(box.value)); // before Streamlit looks, and past its own note of the value
  box.setSelectionRange(caret, caret);
}

/** The box in use: its pen and its room are asked for once, since the page is laid out for the answer. */
function measured(box) {
  const pen = document.createElement("canvas").getContext("2d");
  const style = getComputedStyle(box);
  pen.font = style.font;
  return { pen, room: box.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight) };
}

/** Only a sentence that needs more than one line lets the box grow (frame.css): a short one costs nothing. */
function size(box, { pen, room }) {
  box.closest(ROOT_OF_BOX).toggleAttribute("data-long", pen.measureText(box.value).width >= room);
}

/** Read what was typed before this script was there; a box that is not filled yet says nothing. */
function catchUp() {
  const box = document.querySelector(BOX);
  if (!box?.value) return;
  straighten(box);
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  commit(box);
}

/** Mind the box, on whatever page it stands. */
export function mindBox() {
  let pause;
  let inUse; // as measured
  const on = (kind, act) => {
    const heed = (event) => { if (event.target.matches?.(BOX)) act(event.target, event); };
    document.addEventListener(kind, heed, { capture: true });
  };
  on("keydown", (box, event) => { // at the key itself: what follows it costs the reader milliseconds
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    clearTimeout(pause);
    commit(box);
  });
  on("beforeinput", (box, event) => {
    if (event.inputType !== "insertLineBreak") return; // Enter on a phone's keyboard, which has no keys
    event.preventDefault();
    clearTimeout(pause);
    commit(box);
  });
  addEventListener("resize", () => { inUse = undefined; });
  on("focus", (box) => size(box, inUse = measured(box)));
  on("input", (box, event) => {
    clearTimeout(pause);
    if (event.isComposing) return; // half a letter
    straighten(box);
    size(box, inUse ??= measured(box));
    pause = setTimeout(() => commit(box), PAUSE_MS);
  });
  on("compositionend", (box) => { pause = setTimeout(() => commit(box), PAUSE_MS); });
  on("blur", (box) => { clearTimeout(pause); box.scrollTo(0, 0); }); // Streamlit takes it by itself
  catchUp();
}
