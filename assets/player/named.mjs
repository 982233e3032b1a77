// How a sentence names words and units, and which units of which strips it thereby means. Pure.

import { row } from "./payload.mjs";

const LONGEST = 24; // letters of a word that a sentence spells out
// Written from right to left.
const TURNING = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/u;
const [ISOLATE, POP] = ["\u2068", "\u2069"]; // what is between them turns nothing outside

/**
 * Text between quotation marks; an address of 200 letters is cut, and what is written from
 * right to left does not turn the rest.
 */
export function inQuotes(text) {
  const letters = Array.from(text);
  const word = letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : text;
  return TURNING.test(word) ? `“${ISOLATE}${word}${POP}”` : `“${word}”`;
}

/** A word of the sentence in its own spelling. @param {import("./payload.mjs").Run} run */
export const quoted = (run, t) => inQuotes(run.payload.tokens[t].shown);

/** The place of the largest value. @param {Float32Array} values */
export function placeOfMost(values) {
  let found = 0;
  values.forEach((value, j) => { if (value > values[found]) found = j; });
  return found;
}

/** The unit whose value is largest, whatever its sign. @param {Float32Array} values */
export const placeOfLargest = (values) => placeOfMost(values.map(Math.abs));

/** The cells that a sentence names: one unit in some strips. @param {number} j @param {string[]} strips */
export const marked = (j, ...strips) => strips.map((strip) => ({ strip, j }));

/** The verdict before a word is read. @param {import("./payload.mjs").Run} run */
export const verdictBefore = ({ payload }, t) => (t > 0 ? payload.p_positive[t - 1] : payload.p_before);

/**
 * The unit whose output moved the verdict most, and how far: its weight times the change of h.
 * @param {import("./payload.mjs").Run} run @returns {{j: number, push: number}}
 */
export function mover(run, t) {
  const [before, now] = ["h_prev", "h"].map((name) => row(run, name, t));
  const pushes = now.map((value, j) => run.head[j] * (value - before[j]));
  const j = placeOfLargest(pushes);
  return { j, push: pushes[j] };
}

/**
 * Which unit moved the verdict most, as the end of a sentence on the verdict's way. One unit may
 * push against the way that all of them together took.
 * @param {number} change of the verdict, not 0
 */
export function moverWords({ j, push }, change) {
  if (push * change > 0) return `; unit ${j + 1} moves it most`;
  return `, although unit ${j + 1}, the strongest, pushes it ${push > 0 ? "up" : "down"}`;
}
