// One sentence for each phase of a step, made from that step's numbers.

import { BACK_PHASES } from "./backward.mjs";
import { factor, plain, printed, sign } from "./format.mjs";
import { row } from "./payload.mjs";
import { TALES } from "./story.mjs";

/** The places of the largest values, largest first, above a least value. */
export function largest(values, count, least) {
  return [...values.keys()]
    .filter((j) => values[j] > least)
    .sort((a, b) => values[b] - values[a])
    .slice(0, count);
}

/** "2.00 × 0.24 = 0.48" with the honest sign between. */
export function times(a, b, result) {
  return `${plain(a)} × ${factor(b)} ${sign(printed(a) * printed(b), result)} ${plain(result)}`;
}

const units = (places) =>
  places.length === 1 ? `unit ${places[0] + 1}` : `units ${places.map((j) => j + 1).join(" and ")}`;

/** @param {import("./payload.mjs").Run} run @param {number} t */
function forget(run, t, word) {
  if (t === 0) return `Before ${word} the memory is empty: there is nothing to forget.`;
  const [before, gate, kept] = ["c_prev", "f", "kept"].map((name) => row(run, name, t));
  const lost = Float32Array.from(before, (value, j) => Math.abs(value) * (1 - gate[j]));
  const places = largest(lost, 2, 0.1);
  if (places.length === 0) {
    const all = Math.min(...gate);
    return `At ${word} nothing of weight is let go (lowest forget gate ${plain(all)}).`;
  }
  const sums = places.map((j) => times(before[j], gate[j], kept[j])).join(" and ");
  const verb = places.length === 1 ? "lets" : "let";
  return `At ${word} ${units(places)} ${verb} go: ${sums}.`;
}

function write(run, t, word) {
  const [gate, candidate, written] = ["i", "g", "written"].map((name) => row(run, name, t));
  const places = largest(written.map(Math.abs), 2, 0.1);
  if (places.length === 0) return `At ${word} hardly anything is let in (all of i × C̃ stays within ±0.10).`;
  const sums = places.map((j) => times(gate[j], candidate[j], written[j])).join(" and ");
  return `At ${word} most is written to ${units(places)}: ${sums}.`;
}

function update(run, t, word) {
  const [before, kept, written, after] = ["c_prev", "kept", "written", "c"].map((name) => row(run, name, t));
  const change = Float32Array.from(after, (value, j) => Math.abs(value - before[j]));
  const [j] = largest(change, 1, -1);
  const total = printed(kept[j]) + printed(written[j]);
  const sum = `${plain(kept[j])} ${written[j] < 0 ? "−" : "+"} ${plain(Math.abs(written[j]))}`;
  return `${word} changes unit ${j + 1} most: kept and written make ${sum} ${sign(total, after[j])} ${plain(after[j])}; it held ${plain(before[j])}.`;
}

function output(run, t, word) {
  const [gate, squashed, shown] = ["o", "tanh_c", "h"].map((name) => row(run, name, t));
  const [j] = largest(shown.map(Math.abs), 1, -1);
  const p = run.payload.p_positive[t];
  const before = t > 0 ? run.payload.p_positive[t - 1] : run.payload.p_before;
  const way = plain(p) === plain(before) ? "stays at" : p > before ? "rises to" : "falls to";
  return `Unit ${j + 1} shows most: ${times(gate[j], squashed[j], shown[j])}. After ${word} the verdict ${way} ${plain(p)}.`;
}

export const MAIN_OF = ["f", "i", "c", "h"]; // the quantity that a phase is about

export const PHASES = [
  { name: "Forget", say: forget, code: "f" },
  { name: "Write", say: write, code: "i" },
  { name: "Update", say: update, code: "c" },
  { name: "Output", say: output, code: "o" },
];

/** The sentence of a phase (1 … 4) at a step. @param {import("./payload.mjs").Run} run @param {string} mode */
export function sentence(run, t, phase, mode = "numbers") {
  const { shown, known } = run.payload.tokens[t];
  const word = known ? `“${shown}”` : `“${shown}” (unknown, read as <unk>)`;
  if (run.isBackward) return BACK_PHASES[phase - 1].say(run, t, word);
  const teller = mode === "story" ? TALES[phase - 1] : PHASES[phase - 1].say;
  return teller(run, t, word);
}

/** The phases of a run, forwards or backwards. @param {import("./payload.mjs").Run} run */
export const phasesOf = (run) => (run.isBackward ? BACK_PHASES : PHASES);
