// The steps in words for those who do not want numbers yet; every word rests on a number. Pure.

import { printed } from "./format.mjs";
import { marked, mover, moverWords, placeOfLargest, placeOfMost, verdictBefore } from "./named.mjs";
import { row } from "./payload.mjs";
import { leaning } from "./verdict.mjs";

const [LITTLE, HARDLY, FAR] = [0.1, 0.02, 0.15]; // of a unit's content; of the verdict

/** @param {Float32Array} values */
export const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;

/** How far a gate stands open, in words. @param {number} open mean over the units, 0 … 1 */
export function openness(open) {
  if (open >= 0.85) return "wide open";
  if (open >= 0.6) return "mostly open";
  if (open > 0.4) return "half open";
  return open > 0.15 ? "mostly shut" : "shut";
}

/** To which verdict a unit's content leans, through the verdict's own weight. */
const leans = (run, j, content) => (run.head[j] * content >= 0 ? "positive" : "negative");

/** "3 of 8 input valves are more than half open". @param {number} count @param {number} all */
function valves(count, all, kind, how) {
  if (count === 0) return `no ${kind} valve is more than half ${how}`;
  if (count === all) {
    if (all === 1) return `the ${kind} valve is more than half ${how}`;
    return `all ${all} ${kind} valves are more than half ${how}`;
  }
  return `${count} of ${all} ${kind} valves ${count === 1 ? "is" : "are"} more than half ${how}`;
}

function tellForget(run, t, word) {
  if (t === 0) return { text: `Before ${word} the memory is empty: there is nothing to forget.`, marks: [] };
  const [before, gate] = ["c_prev", "f"].map((name) => row(run, name, t));
  const lost = before.map((value, j) => Math.abs(value) * (1 - gate[j]));
  const j = placeOfMost(lost);
  if (lost[j] <= LITTLE) {
    const isEmpty = Math.max(...before.map(Math.abs)) < 2 * LITTLE;
    const text = isEmpty
      ? `At ${word} there is hardly anything to lose: the memory is nearly empty.`
      : `At ${word} almost nothing is forgotten.`;
    return { text, marks: [] };
  }
  const shut = valves(gate.filter((value) => value < 0.5).length, run.H, "forget", "shut");
  return {
    text: `At ${word} ${shut}; unit ${j + 1}, which leaned towards ${leans(run, j, before[j])}, loses most.`,
    marks: marked(j, "c_prev", "f", "kept"),
  };
}

function tellWrite(run, t, word) {
  const [gate, written] = ["i", "written"].map((name) => row(run, name, t));
  const j = placeOfLargest(written);
  if (Math.abs(written[j]) <= LITTLE) return { text: `At ${word} hardly anything new is written.`, marks: [] };
  const open = valves(gate.filter((value) => value > 0.5).length, run.H, "input", "open");
  return {
    text: `At ${word} ${open}; most is written to unit ${j + 1}, towards ${leans(run, j, written[j])}.`,
    marks: marked(j, "i", "written"),
  };
}

/** What the new content of a unit is to the verdict, beside the old one. */
function turn(run, j, before, after) {
  const [old, now] = [before, after].map((content) => leans(run, j, content));
  if (Math.abs(before) <= LITTLE) return `now leans towards ${now}`;
  if (old !== now) return `turns from ${old} to ${now}`;
  return `leans ${Math.abs(after) > Math.abs(before) ? "more" : "less"} towards ${now}`;
}

function tellUpdate(run, t, word) {
  const [before, after] = ["c_prev", "c"].map((name) => row(run, name, t));
  const j = placeOfLargest(after.map((value, unit) => value - before[unit]));
  if (printed(before[j]) === printed(after[j])) return { text: `${word} leaves the memory as it was.`, marks: [] };
  const change = `${word} changes unit ${j + 1} most, which ${turn(run, j, before[j], after[j])}`;
  return {
    text: `What is kept and what is written add up: ${change}.`,
    marks: marked(j, "c_prev", "kept", "written", "c"),
  };
}

/** How the verdict moved, and what it is called now. */
function verdictWords(before, now) {
  const [old, name] = [before, now].map(leaning);
  const change = printed(now) - printed(before);
  const isSmall = Math.abs(change) < HARDLY;
  if (old === name && isSmall) return change === 0 ? `stays ${name}` : `hardly moves and stays ${name}`;
  const way = `${change > 0 ? "rises" : "falls"}${isSmall ? " a little" : Math.abs(change) > FAR ? " far" : ""}`;
  return `${way} and ${old === name ? "stays" : "is now"} ${name}`;
}

function tellOutput(run, t, word) {
  const [before, now] = [verdictBefore(run, t), run.payload.p_positive[t]];
  const change = printed(now) - printed(before);
  const valve = `At ${word} the output valves are ${openness(mean(row(run, "o", t)))} on average`;
  const verdict = `The verdict ${verdictWords(before, now)}`;
  if (Math.abs(change) < HARDLY) {
    const j = placeOfLargest(row(run, "h", t));
    return { text: `${valve}; unit ${j + 1} has the largest output. ${verdict}.`, marks: marked(j, "o", "h") };
  }
  const most = mover(run, t);
  return { text: `${valve}. ${verdict}${moverWords(most, change)}.`, marks: marked(most.j, "h") };
}

/** The sentence of each phase, by its place 0 … 3. */
export const TALES = [tellForget, tellWrite, tellUpdate, tellOutput];
