// What a symbol stands for: its plain name, one sentence, its range, and its value at this step.

import { SYMBOLS } from "./diagram.mjs";
import { html, lowered } from "./dom.mjs";
import { plain, twoDigits } from "./format.mjs";
import { quoted } from "./named.mjs";
import { row } from "./payload.mjs";
import { mean } from "./story.mjs";
import { leaning } from "./verdict.mjs";

/**
 * @typedef {object} Entry
 * @property {string} name plain, e.g. "Cell state" @property {string} symbol e.g. "Cₜ"
 * @property {string} meaning one sentence @property {string} range which values it can take
 * @property {?string} value at this step, in words; null where this phase has not come to it
 */

const BETWEEN = "between −1 and 1";
const VERDICT_IS = "σ(w·hₜ + b)";

/** What the payload's table of quantities does not say, or says for those who know it already. */
const TERMS = {
  c: {
    meaning: "The memory itself: what the LSTM knows so far, one number for each unit, carried on from word to word.",
    near: ["c_prev", "kept", "written", "tanh_c"],
  },
  c_prev: {
    name: "Cell state before",
    meaning: "What the LSTM knew before this word: the memory as the previous word left it.",
    near: ["f", "kept", "c"],
  },
  h: { range: BETWEEN, near: ["o", "tanh_c", "logit", "p_positive"] },
  h_prev: {
    name: "Hidden state before",
    meaning: "What the cell showed after the previous word; the three gates and the candidate read it " +
      "together with the new word.",
    range: BETWEEN, near: ["h", "f", "i", "g", "o"],
  },
  f: { range: "between 0 (erase) and 1 (keep)", near: ["c_prev", "kept"] },
  i: { range: "between 0 (shut out) and 1 (let in)", near: ["g", "written"] },
  g: {
    meaning: "The new content that could be written; it is no gate, so it can be negative.",
    range: BETWEEN, near: ["i", "written"],
  },
  o: { range: "between 0 (hide) and 1 (show)", near: ["tanh_c", "h"] },
  tanh_c: {
    meaning: "The memory pressed between −1 and 1, so that no unit can show more than that.",
    range: BETWEEN, near: ["c", "o", "h"],
  },
  x: {
    meaning: "The list of numbers that stands for the word: the same list wherever the word is read.",
    range: "any number", near: ["h_prev", "f", "i", "g", "o"],
  },
  kept: {
    name: "What is kept", meaning: "Each unit of the old memory times its forget gate.",
    range: "between 0 and what the unit held", near: ["f", "c_prev", "c"],
  },
  written: {
    name: "What is written",
    meaning: "Each unit's candidate times its input gate: it is added to what is kept.",
    range: BETWEEN, near: ["i", "g", "c"],
  },
  p_positive: {
    range: "between 0 (negative) and 1 (positive); from 0.41 to 0.59 it is called undecided", near: ["logit", "h"],
  },
  logit: {
    name: "Logit", symbol: "w·hₜ + b",
    meaning: "The hidden state's units, weighted and added up with a bias; " +
      `squashed between 0 and 1 it is the verdict, ${VERDICT_IS}.`,
    range: "any number: 0 makes a verdict of 0.50, above 0 leans towards positive", near: ["h", "p_positive"],
  },
  norm: {
    name: "Norm", symbol: "‖∂L/∂Cₜ‖",
    meaning: "The size of a whole gradient as one number: the root of the sum of its squares.",
    range: "0 or more; near 0 this step's memory hardly influences L", near: ["grad_c", "grad_h"],
  },
};
const GRADIENT = {
  meaning: "How much L would change if this number were changed a little.",
  range: "any number, and often a very small one", near: ["norm", "grad_c", "grad_h"],
};

const termOf = (code) => TERMS[code] ?? GRADIENT;

/**
 * Whether this player can explain a code: a gradient only where one was carried back.
 * @param {import("./payload.mjs").Run} run
 */
export function isTerm(run, code) {
  if (code === "norm") return run.isBackward;
  return code in TERMS || code in run.payload.quantities;
}

/** All that this player can explain, in the order in which a step makes it. @param {import("./payload.mjs").Run} run */
export function terms(run) {
  const codes = run.isBackward ? ["norm", "grad_c", "grad_h", "grad_x", "f", "c", "h"] : Object.keys(TERMS);
  return codes.filter((code) => isTerm(run, code)).map((code) => ({ code, name: nameOf(run, code) }));
}

/** The names of the terms that explain this one, as far as this player knows them. */
export function related(run, code) {
  const known = termOf(code).near.filter((near) => near !== code && isTerm(run, near));
  return known.map((near) => ({ code: near, name: nameOf(run, near) }));
}

const nameOf = (run, code) => termOf(code).name ?? run.payload.quantities[code].label;

/** The end of what the memory can hold: each word adds at most 1. */
function reach(words) {
  if (words === 0) return "0 before the first word";
  return `any number; after ${words} ${words === 1 ? "word" : "words"} at most ±${words}, since each adds 1 at most`;
}

function rangeOf(code, t) {
  if (code === "c") return reach(t + 1);
  return code === "c_prev" ? reach(t) : termOf(code).range;
}

/** "8 units, from 0.02 to 0.97, mean 0.61". @param {Float32Array} values */
function spread(values, noun, isGate) {
  const [least, most] = [Math.min(...values), Math.max(...values)].map(plain);
  const count = `${values.length} ${noun}${values.length === 1 ? "" : "s"}`;
  if (least === most) return `${count}, ${values.length > 1 ? "all " : ""}at ${least}`;
  return `${count}, from ${least} to ${most}${isGate ? `, mean ${plain(mean(values))}` : ""}`;
}

/** @param {import("./payload.mjs").Run} run @param {number} t @param {string} code */
function valueOf(run, t, code) {
  const word = quoted(run, t);
  const { payload } = run;
  if (code === "norm") return run.isBackward ? `at ${word}: ${twoDigits(Math.hypot(...row(run, "grad_c", t)))}` : null;
  if (code === "logit") return `after ${word}: ${plain(payload.logit[t])}`;
  if (code === "p_positive") return `after ${word}: ${plain(payload.p_positive[t])}, ${leaning(payload.p_positive[t])}`;
  if (code.startsWith("grad")) return `at ${word}: a norm of ${twoDigits(Math.hypot(...row(run, code, t)))}`;
  if (code.endsWith("_prev")) {
    if (t === 0) return "all 0: nothing has been read yet";
    return `after ${quoted(run, t - 1)}: ${spread(row(run, code, t), "unit", false)}`;
  }
  if (code === "x" && !payload.tokens[t].known) {
    return `${word} is unknown, so it is read as <unk>: ${spread(row(run, "x", t), "number", false)}`;
  }
  return `at ${word}: ${spread(row(run, code, t), code === "x" ? "number" : "unit", "fio".includes(code))}`;
}

/**
 * What a symbol stands for. @param {import("./payload.mjs").Run} run @param {{step: number}} place
 * @param {string} code of a quantity, or "logit" or "norm"
 * @param {boolean} isKnown whether the phase on show has come to its value
 * @returns {Entry}
 */
export function entry(run, place, code, isKnown = true) {
  const term = termOf(code);
  const quantity = run.payload.quantities[code];
  return {
    name: nameOf(run, code),
    symbol: term.symbol ?? SYMBOLS[code] ?? quantity.symbol,
    meaning: term.meaning ?? quantity.meaning,
    range: rangeOf(code, place.step),
    value: isKnown ? valueOf(run, place.step, code) : null,
  };
}

/** Fill the card with what a symbol stands for; its buttons, by `data-term`, lead on to others. */
export function showGlossary(panel, run, place, code, isKnown = true) {
  const mark = `term ${run.id} ${place.step} ${code} ${isKnown}`;
  if (panel.drawn === mark) return;
  panel.drawn = mark;
  const { name, symbol, meaning, range, value } = entry(run, place, code, isKnown);
  const { root, body } = panel;
  root.setAttribute("aria-label", `What it is: ${name}`);
  for (const kept of body.getAttributeNames()) {
    if (kept.startsWith("data-")) body.removeAttribute(kept); // a receipt's numbers
  }
  body.setAttribute("data-glossary", code);
  const now = isKnown ? value : "not yet: it comes in a later phase";
  const facts = [["Range", range], ["Now", now]].filter(([, words]) => words !== null);
  const links = related(run, code).map((near) =>
    html("button", { type: "button", class: "lv-tab", "data-term": near.code }, near.name));
  body.replaceChildren(
    html("p", { class: "lv-term" },
      html("b", {}, name), ", ", html("span", { class: "lv-term-sign" }, ...lowered(symbol))),
    html("p", { class: "lv-meaning" }, ...lowered(meaning)),
    html("dl", { class: "lv-keys" },
      ...facts.flatMap(([what, words]) => [html("dt", {}, what), html("dd", {}, words)])),
    html("div", { class: "lv-chain" }, html("span", {}, "See also"), ...links),
  );
}
