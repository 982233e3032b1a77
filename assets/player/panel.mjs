// The receipt: a card that shows where one number comes from. And the list of keys.

import { html } from "./dom.mjs";
import { fixed, pieces } from "./notation.mjs";
import { inside, line, receiptOf } from "./receipt.mjs";

const CHAIN = ["x", "f", "i", "g", "c", "o", "tanh_c", "h", "p_positive"];
const KEY_LIST = [
  ["space", "play, pause"], ["← →", "word back, word on"], ["↑ ↓ or , .", "phase back, phase on"], ["Home End", "first word, last word"],
  ["1 2 3 4", "phase"], ["r", "where a number comes from"], ["[ ]", "unit back, unit on"], ["f", "full screen"], ["Esc", "close"], ["?", "this list"],
];
const [WIDE, NARROW_CARD, GAP] = [900, 560, 10]; // px
const COPIES = { text: "text", latex: "LaTeX", torch: "PyTorch" };

/** An empty card, hidden. */
export function makePanel() {
  const body = html("div", { class: "lv-card-body" });
  const close = html("button", { type: "button", class: "lv-close", "data-action": "close", "aria-label": "Close", title: "Close (Esc)" }, "×");
  const root = html("section", { class: "lv-card", role: "dialog", "aria-label": "Where this number comes from", hidden: "" }, close, body);
  return { root, body, close, drawn: "" };
}

/** Fill the card with a number's receipt. @param {import("./payload.mjs").Run} run @param {{q: string, t: number, j: number}} at */
export function showReceipt(panel, run, at) {
  const mark = `${run.id} ${at.q} ${at.t} ${at.j} ${Boolean(run.weights)}`;
  if (panel.drawn === mark) return;
  const receipt = receiptOf(run, at.q, at.t, at.j);
  panel.drawn = mark;
  panel.receipt = receipt;
  const { root, body } = panel;
  root.setAttribute("aria-label", "Where this number comes from");
  const facts = { q: receipt.q, t: receipt.t, j: receipt.j, value: receipt.value, shown: receipt.shown.replace("−", "-") };
  for (const [name, value] of Object.entries(facts)) body.setAttribute(`data-${name}`, String(value));
  body.setAttribute("data-receipt", line(receipt, "python"));
  body.setAttribute("data-printed", line(receipt, "printed"));
  body.replaceChildren(
    html("p", { class: "lv-card-words" }, receipt.words),
    equation(receipt),
    ...(receipt.shares ? [sum(receipt)] : []),
    chain(run, receipt),
    copies(),
  );
}

/** A number inside an equation: a button where it can be taken apart in its turn. */
function figure({ text, term }) {
  if (!term.from) return html("span", { title: term.name }, text);
  const { q, t, j } = term.from;
  return html("button", { type: "button", class: `lv-figure lv-tint-${q}`, "data-from": `${q} ${t} ${j}`, title: term.name }, text);
}

function equation({ name, symbolic, term, digits, shown }) {
  const numbers = term ? pieces(term, "text", digits).map((piece) => (piece.term ? figure(piece) : piece)) : ["the weights are on their way"];
  return html("p", { class: "lv-equation" },
    html("b", {}, name), " = ", symbolic, html("br"),
    html("span", { class: "lv-equals" }, " = "), ...numbers, " = ", html("b", {}, shown));
}

/** One share of a sum: its largest terms by name, the others as one number. */
function shareRow({ label, value, terms, rest, others }, digits) {
  const sums = terms.map((one) => html("li", {},
    `${one.name}: `, ...pieces(one.term, "text", digits).map((piece) => (piece.term ? figure(piece) : piece)), ` = ${signed(one.value, digits)}`));
  if (others > 0) sums.push(html("li", {}, `the other ${others}: ${signed(rest, digits)}`));
  return html("div", { class: "lv-share" }, html("span", {}, label), html("b", {}, signed(value, digits)), html("ul", {}, ...sums));
}

/** The shares side by side, and what they come to. */
function sum(receipt) {
  const { shares, digits, term } = receipt;
  const shown = shares.map((one) => shareRow(one, digits));
  const total = html("p", { class: "lv-sum" }, "together ", html("b", {}, signed(inside(receipt), digits)), `, and ${term.op === "tanh" ? "tanh" : "σ"} of that is `, html("b", {}, receipt.shown));
  return html("div", {}, html("div", { class: "lv-shares", style: `--lv-shares:${shown.length}` }, ...shown), total);
}

const signed = (value, digits) => fixed(value, digits).replace("-", "−");

/** The numbers of the same unit and word, and the way to the other units. */
function chain(run, receipt) {
  const { q, t } = receipt;
  const isUnit = q !== "x" && q !== "p_positive";
  const j = isUnit ? receipt.j : 0;
  const links = CHAIN.filter((code) => run.payload.quantities[code]).map((code) =>
    html("button", { type: "button", class: "lv-tab", "data-from": `${code} ${t} ${j}`, "aria-pressed": String(code === q), title: run.payload.quantities[code].label },
      run.payload.quantities[code].symbol));
  const step = (action, word, sign) => html("button", { type: "button", class: "lv-tab", "data-action": action, "aria-label": word, title: word }, sign);
  const count = q === "x" ? run.E : run.H;
  const which = q === "p_positive" ? [] : [step("unitBack", "Unit back", "‹"), html("span", {}, `${isUnit ? "unit" : "number"} ${receipt.j + 1} of ${count}`), step("unitOn", "Unit on", "›")];
  return html("div", { class: "lv-chain" }, ...links, html("span", { class: "lv-units" }, ...which));
}

function copies() {
  const buttons = Object.entries(COPIES).map(([way, word]) => html("button", { type: "button", class: "lv-tab", "data-copy": way }, word));
  return html("div", { class: "lv-copies" }, html("span", {}, "Copy as"), ...buttons, html("span", { class: "lv-copied", role: "status" }));
}

/** Put the equation on the clipboard; where that is forbidden, select it for the reader's own copy. */
export async function copyAs(panel, way) {
  const text = line(panel.receipt, way);
  const said = panel.body.querySelector(".lv-copied");
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = "Copied.";
  } catch {
    const box = html("textarea", { class: "lv-copy-box", readonly: "", rows: 2, "aria-label": "Equation" }, text);
    said.replaceChildren("Press Ctrl+C: ", box);
    box.select();
  }
}

/** Fill the card with the list of keys. */
export function showKeys(panel) {
  panel.drawn = "keys";
  panel.root.setAttribute("aria-label", "Keys");
  panel.body.replaceChildren(
    html("p", { class: "lv-card-words" }, "While the player has the focus"),
    html("dl", { class: "lv-keys" }, ...KEY_LIST.flatMap(([key, what]) => [html("dt", {}, key), html("dd", {}, what)])),
  );
}

/**
 * Stand below a point, or above it where there is no room, and always in what can be seen.
 * @param {{x: number, top: number, bottom: number}} anchor in the player
 * @param {{width: number, ceiling: number, floor: number, zoom: number}} size what of the player can be seen
 */
export function placePanel(panel, anchor, size) {
  const { root } = panel;
  const width = Math.min(size.width, size.zoom * (root.querySelector(".lv-shares") ? WIDE : NARROW_CARD));
  root.style.width = `${width}px`;
  const left = Math.max(0, Math.min(anchor.x - width / 2, size.width - width));
  const height = root.offsetHeight;
  const [below, above] = [anchor.bottom + GAP, anchor.top - GAP - height];
  const isAbove = below + height > size.floor && above >= size.ceiling;
  const top = isAbove ? above : Math.max(size.ceiling, Math.min(below, size.floor - height));
  root.style.transform = `translate(${left}px, ${top}px)`;
}
