// One sentence for each phase of a step, made from that step's numbers, and the units it names.

import { BACK_PHASES } from "./backward.mjs";
import { factor, percent, plain, printed, sign } from "./format.mjs";
import { marked, mover, moverWords, placeOfLargest, placeOfMost, quoted, verdictBefore } from "./named.mjs";
import { row } from "./payload.mjs";
import { TALES } from "./story.mjs";
import { movedWords } from "./verdict.mjs";

const LEAST = 0.1; // what is lost or written below this is called little

/**
 * @typedef {object} Told
 * @property {string} text
 * @property {Array<{strip: string, j: number}>} marks the units that it names, in each strip it speaks of
 */

/** "2.00 × 0.24 = 0.48" with the honest sign between. */
export function times(a, b, result) {
  return `${plain(a)} × ${factor(b)} ${sign(printed(a) * printed(b), result)} ${plain(result)}`;
}

/** @param {import("./payload.mjs").Run} run @param {number} t @returns {Told} */
function forget(run, t, word) {
  if (t === 0) return { text: `Before ${word} the memory is empty: there is nothing to forget.`, marks: [] };
  const [before, gate, kept] = ["c_prev", "f", "kept"].map((name) => row(run, name, t));
  const lost = before.map((value, unit) => Math.abs(value) * (1 - gate[unit]));
  const j = placeOfMost(lost);
  const held = Math.max(...before.map(Math.abs));
  if (lost[j] <= LEAST && held < 2 * LEAST) {
    const text = `At ${word} there is hardly anything to lose: no unit holds more than ±${plain(held)}.`;
    return { text, marks: [] };
  }
  if (printed(lost[j]) === 0) return { text: `At ${word} nothing is forgotten that two digits would show.`, marks: [] };
  if (printed(gate[j]) === 1) {
    const text = `At ${word} almost nothing is forgotten: no unit loses more than ${plain(lost[j])}.`;
    return { text, marks: [] };
  }
  const share = `keeps ${percent(gate[j])}: ${times(before[j], gate[j], kept[j])}`;
  const what = lost[j] <= LEAST
    ? `little is lost; unit ${j + 1} loses most and ${share}`
    : `the largest loss is in unit ${j + 1}, which ${share}`;
  return { text: `At ${word} ${what}.`, marks: marked(j, "c_prev", "f", "kept") };
}

function write(run, t, word) {
  const [gate, candidate, written] = ["i", "g", "written"].map((name) => row(run, name, t));
  const j = placeOfLargest(written);
  if (printed(written[j]) === 0) {
    return { text: `At ${word} nothing is written that two digits would show.`, marks: [] };
  }
  const how = Math.abs(written[j]) <= LEAST ? "little is written, most of it" : "most is written";
  return {
    text: `At ${word} ${how} to unit ${j + 1}, which admits ${percent(gate[j])} of the candidate:` +
      ` ${times(gate[j], candidate[j], written[j])}.`,
    marks: marked(j, "i", "g", "written"),
  };
}

function update(run, t, word) {
  const [before, kept, written, after] = ["c_prev", "kept", "written", "c"].map((name) => row(run, name, t));
  const j = placeOfLargest(after.map((value, unit) => value - before[unit]));
  if (plain(before[j]) === plain(after[j])) {
    return { text: `${word} leaves the memory as it was: no unit changes by as much as 0.01.`, marks: [] };
  }
  const added = `${printed(written[j]) < 0 ? "" : "+"}${plain(written[j])}`;
  return {
    text: `${word} changes unit ${j + 1} most, from ${plain(before[j])} to ${plain(after[j])}:` +
      ` kept ${plain(kept[j])}, written ${added}.`,
    marks: marked(j, "c_prev", "kept", "written", "c"),
  };
}

function output(run, t, word) {
  const [gate, squashed, shown] = ["o", "tanh_c", "h"].map((name) => row(run, name, t));
  const j = placeOfLargest(shown);
  const [before, now] = [verdictBefore(run, t), run.payload.p_positive[t]];
  const change = printed(now) - printed(before);
  const most = mover(run, t);
  const moves = `${movedWords(before, now)}${change === 0 ? "" : moverWords(most, change)}`;
  const text = `At ${word} unit ${j + 1} has the largest output: ${times(gate[j], squashed[j], shown[j])}.` +
    ` The verdict ${moves}.`;
  const also = change === 0 || most.j === j ? [] : marked(most.j, "h");
  return { text, marks: [...marked(j, "tanh_c", "o", "h"), ...also] };
}

export const MAIN_OF = ["f", "i", "c", "h"]; // the quantity that a phase is about

export const PHASES = [
  { name: "Forget", say: forget, code: "f" },
  { name: "Write", say: write, code: "i" },
  { name: "Update", say: update, code: "c" },
  { name: "Output", say: output, code: "o" },
];

/**
 * What is told of a phase (1 … 4) at a step.
 * @param {import("./payload.mjs").Run} run @param {string} mode "numbers" or "story" @returns {Told}
 */
export function told(run, t, phase, mode = "numbers") {
  const word = quoted(run, t);
  if (run.isBackward) return { text: BACK_PHASES[phase - 1].say(run, t, word), marks: [] };
  const teller = mode === "story" ? TALES[phase - 1] : PHASES[phase - 1].say;
  const { text, marks } = teller(run, t, word);
  const isNews = phase === 1 && !run.payload.tokens[t].known; // said once a word
  return { text: isNews ? `${text} (Unknown, so read as <unk>.)` : text, marks };
}

/** The sentence alone. @param {import("./payload.mjs").Run} run @param {string} mode */
export const sentence = (run, t, phase, mode = "numbers") => told(run, t, phase, mode).text;

/** The phases of a run, forwards or backwards. @param {import("./payload.mjs").Run} run */
export const phasesOf = (run) => (run.isBackward ? BACK_PHASES : PHASES);
