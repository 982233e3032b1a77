// The receipt: a card that shows where one number comes from. And the list of keys.

import { html, lowered } from "./dom.mjs";
import { fixed, pieces } from "./notation.mjs";
import { inside, line, receiptOf } from "./receipt.mjs";

const CHAIN = ["x", "f", "i", "g", "c", "o", "tanh_c", "h", "p_positive"];
const KEY_LIST = [
  ["space", "play, pause"], ["← →", "previous word, next word"], ["↑ ↓ or , .", "previous phase, next phase"],
  ["Home End", "first word, last word"],
  ["1 2 3 4", "phase"], ["r", "where a number comes from"], ["[ ]", "previous unit, next unit"],
  ["a", "show all words’ numbers"], ["f", "full screen"], ["Esc", "close"], ["?", "this list"],
];
const COPIES = { text: "text", latex: "LaTeX", torch: "PyTorch" };

/** An empty card, hidden. */
export function makePanel() {
  const body = html("div", { class: "lv-card-body" });
  const close = html("button", {
    type: "button", class: "lv-close", "data-action": "close", "aria-label": "Close", title: "Close (Esc)",
  }, "×");
  const root = html("div", {
    class: "lv-card", role: "group", "aria-label": "Where this number comes from", hidden: "",
  }, close, body);
  return { root, body, close, drawn: "" };
}

/**
 * Fill the card with a number's receipt.
 * @param {import("./payload.mjs").Run} run
 * @param {{q: string, t: number, j: number}} at
 * @param {(at: {q: string, t: number}) => boolean} mayShow whether another number was read already
 */
export function showReceipt(panel, run, at, mayShow) {
  const open = CHAIN.filter((q) => run.payload.quantities[q] && mayShow({ q, t: at.t }));
  const mark = `${run.id} ${at.q} ${at.t} ${at.j} ${Boolean(run.weights)} ${open}`;
  if (panel.drawn === mark) return;
  const receipt = receiptOf(run, at.q, at.t, at.j);
  panel.drawn = mark;
  panel.receipt = receipt;
  const { root, body } = panel;
  root.setAttribute("aria-label", "Where this number comes from");
  const { q, t, j, value, shown } = receipt;
  const facts = { q, t, j, value, shown: shown.replace("−", "-") };
  for (const [name, value] of Object.entries(facts)) body.setAttribute(`data-${name}`, String(value));
  body.setAttribute("data-receipt", line(receipt, "python"));
  body.setAttribute("data-printed", line(receipt, "printed"));
  body.replaceChildren(
    html("p", { class: "lv-card-words" }, receipt.words),
    equation(receipt),
    ...(receipt.shares ? [sum(receipt)] : []),
    chain(run, receipt, open),
    copies(),
  );
}

/** A number inside an equation: a button where it can be taken apart in its turn. */
function figure({ text, term }) {
  if (!term.from) return html("span", { title: term.name }, text);
  const { q, t, j } = term.from;
  return html("button", {
    type: "button", class: `lv-figure lv-tint-${q}`, "data-from": `${q} ${t} ${j}`, title: term.name,
  }, text);
}

/** The numbers of a term and the signs between them. @param {number} digits decimals */
const figures = (term, digits) =>
  pieces(term, "text", digits).map((piece) => (piece.term ? figure(piece) : piece));

function equation({ name, symbolic, term, digits, shown }) {
  const numbers = term ? figures(term, digits) : ["the weights are on their way"];
  return html("p", { class: "lv-equation" },
    html("b", {}, ...lowered(name)), " = ", ...lowered(symbolic), html("br"),
    html("span", { class: "lv-equals" }, " = "), ...numbers, " = ", html("b", {}, shown));
}

/** One share of a sum: its largest terms by name, the others as one number. */
function shareRow({ label, value, terms, rest, others }, digits) {
  const sums = terms.map((one) => html("li", {},
    ...lowered(one.name), ": ", ...figures(one.term, digits), ` = ${signed(one.value, digits)}`));
  if (others > 0) sums.push(html("li", {}, `the other ${others}: ${signed(rest, digits)}`));
  return html("div", { class: "lv-share" },
    html("span", {}, ...lowered(label)), html("b", {}, signed(value, digits)), html("ul", {}, ...sums));
}

/** The shares side by side, and what they come to. */
function sum(receipt) {
  const { shares, digits, term } = receipt;
  const shown = shares.map((one) => shareRow(one, digits));
  const total = html("p", { class: "lv-sum" },
    "together ", html("b", {}, signed(inside(receipt), digits)),
    `, and ${term.op === "tanh" ? "tanh" : "σ"} of that is `, html("b", {}, receipt.shown));
  return html("div", {}, html("div", { class: "lv-shares", style: `--lv-shares:${shown.length}` }, ...shown), total);
}

const signed = (value, digits) => fixed(value, digits).replace("-", "−");

/** The numbers of the same unit and word, and the way to the other units. */
function chain(run, receipt, open) {
  const { q, t } = receipt;
  const isUnit = q !== "x" && q !== "p_positive";
  const j = isUnit ? receipt.j : 0;
  const links = CHAIN.filter((code) => run.payload.quantities[code]).map((code) =>
    html("button", {
      type: "button", class: "lv-tab", "data-from": `${code} ${t} ${j}`, "aria-pressed": String(code === q),
      title: run.payload.quantities[code].label, disabled: open.includes(code) ? null : "",
    }, run.payload.quantities[code].symbol));
  const step = (action, word, sign) =>
    html("button", { type: "button", class: "lv-tab", "data-action": action, "aria-label": word, title: word }, sign);
  const count = q === "x" ? run.E : run.H;
  const which = q === "p_positive" ? [] : [
    step("unitBack", "Previous unit", "‹"),
    html("span", {}, `${isUnit ? "unit" : "number"} ${receipt.j + 1} of ${count}`),
    step("unitOn", "Next unit", "›"),
  ];
  return html("div", { class: "lv-chain" }, ...links, html("span", { class: "lv-units" }, ...which));
}

function copies() {
  const buttons = Object.entries(COPIES).map(([way, word]) =>
    html("button", { type: "button", class: "lv-tab", "data-copy": way }, word));
  return html("div", { class: "lv-copies" },
    html("span", {}, "Copy as"), ...buttons, html("span", { class: "lv-copied", role: "status" }));
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

/**
 * Fill the card with the list of keys and of all that can be explained.
 * @param {Array<{code: string, name: string}>} terms
 */
export function showKeys(panel, terms) {
  const mark = `keys ${terms.length}`;
  if (panel.drawn === mark) return;
  panel.drawn = mark;
  panel.root.setAttribute("aria-label", "Keys and words");
  const words = terms.map(({ code, name }) =>
    html("button", { type: "button", class: "lv-tab", "data-term": code }, name));
  panel.body.replaceChildren(
    html("p", { class: "lv-card-words" }, "Click any number, name or symbol to have it explained."),
    html("div", { class: "lv-chain" }, ...words),
    html("p", { class: "lv-card-words" }, "Keys, while the player has the focus"),
    html("dl", { class: "lv-keys" }, ...KEY_LIST.flatMap(([key, what]) => [html("dt", {}, key), html("dd", {}, what)])),
  );
}
