// The steps in words for those who do not want numbers yet; every word rests on a number. Pure.

import { row } from "./payload.mjs";

/** @param {Float32Array} values */
export const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;

/** How far a gate stands open, in words. @param {number} open mean over the units, 0 … 1 */
export function openness(open) {
  if (open >= 0.85) return "wide open";
  if (open >= 0.6) return "mostly open";
  if (open > 0.4) return "half open";
  return open > 0.15 ? "mostly shut" : "shut";
}

/** Which unit has the largest of some values. */
function placeOfMost(values) {
  let found = 0;
  values.forEach((value, j) => { if (value > values[found]) found = j; });
  return found;
}

/** Whether a unit's content speaks for or against, through the verdict's own weight. */
function speaks(run, j, content) {
  return run.head[j] * content >= 0 ? "for" : "against";
}

function tellForget(run, t, word) {
  if (t === 0) return `${word} is the first: the memory is still empty, there is nothing to forget.`;
  const [before, gate] = ["c_prev", "f"].map((name) => row(run, name, t));
  const shut = gate.filter((value) => value < 0.5).length;
  const lost = before.map((value, j) => Math.abs(value) * (1 - gate[j]));
  const j = placeOfMost(lost);
  if (lost[j] < 0.1) return `At ${word} the forget valves let the memory pass: nearly all of it is kept.`;
  return `At ${word} ${shut} of ${run.H} forget valves shut more than half way. Most is lost in unit ${j + 1}, which spoke ${speaks(run, j, before[j])} a positive verdict.`;
}

function tellWrite(run, t, word) {
  const [gate, written] = ["i", "written"].map((name) => row(run, name, t));
  const open = gate.filter((value) => value > 0.5).length;
  const j = placeOfMost(written.map(Math.abs));
  if (Math.abs(written[j]) < 0.1) return `At ${word} hardly anything new is let in.`;
  return `At ${word} ${open} of ${run.H} input valves stand more than half open. Most is written to unit ${j + 1}: it speaks ${speaks(run, j, written[j])} a positive verdict.`;
}

function tellUpdate(run, t, word) {
  const [before, after] = ["c_prev", "c"].map((name) => row(run, name, t));
  const j = placeOfMost(after.map((value, k) => Math.abs(value - before[k])));
  const turned = before[j] * after[j] < 0 && Math.abs(before[j]) > 0.1 ? " and turns its sign" : "";
  return `What was kept and what is written add up to the new memory. ${word} changes unit ${j + 1} most${turned}: now it speaks ${speaks(run, j, after[j])} a positive verdict.`;
}

function tellOutput(run, t, word) {
  const p = run.payload.p_positive[t];
  const before = t > 0 ? run.payload.p_positive[t - 1] : run.payload.p_before;
  const j = placeOfMost(row(run, "h", t).map(Math.abs));
  const moved = p - before;
  const way = Math.abs(moved) < 0.02 ? "hardly moves the verdict" : `moves the verdict ${Math.abs(moved) > 0.15 ? "far " : ""}${moved > 0 ? "up" : "down"}`;
  return `The output valves are ${openness(mean(row(run, "o", t)))}; unit ${j + 1} shows most. ${word} ${way}.`;
}

/** The sentence of each phase, by its place 0 … 3. */
export const TALES = [tellForget, tellWrite, tellUpdate, tellOutput];
