// What lies under the pointer: a recorded number with its place, and the small note that names it.

import { scaleOf } from "./cell.mjs";
import { OF } from "./diagram.mjs";
import { cellAt } from "./maps.mjs";
import { row } from "./payload.mjs";
import { receiptOf } from "./receipt.mjs";
import { unitAt } from "./strip.mjs";

const NAMES_IN_TIP = {
  kept: "What is kept, fₜ × Cₜ₋₁", written: "What is written, iₜ × C\u0303ₜ",
  c_prev: "What it knew, Cₜ₋₁", h_prev: "What it showed, hₜ₋₁",
};

/** @param {object} view @param {Event} event @returns {?{q: string, t: number, j: number, value: number}} */
export function numberUnder(view, event) {
  const { target } = event;
  if (target.classList?.contains("lv-canvas")) {
    const found = cellAt(view.drawing, view.run, view, target, event.offsetX, event.offsetY);
    return found && { ...found, value: row(view.run, found.q, found.t)[found.j] };
  }
  const strip = target.closest?.("[data-strip]");
  if (strip && !strip.classList.contains("lv-later")) return underStrip(strip, event.clientX);
  const { q, t, j, value } = target.dataset ?? {};
  return q ? { q, t: Number(t), j: Number(j), value: Number(value) } : null;
}

function underStrip(strip, x) {
  const values = strip.dataset.values.split(" ");
  const box = strip.getBoundingClientRect();
  const j = unitAt(values.length, (x - box.left) / box.width);
  return { q: strip.dataset.of, t: Number(strip.dataset.at), j, value: Number(values[j]) };
}

/** A number with its name and three digits. @param {import("./payload.mjs").Run} run */
export function noteOn(run, { q, t, j, value }) {
  const { limit, gate } = scaleOf(run, OF[q] ?? q);
  const beyond = !gate && Math.abs(value) > limit ? `, beyond the scale of ±${limit}` : "";
  const known = run.payload.quantities[q];
  const name = NAMES_IN_TIP[q] ?? `${known.label}, ${known.symbol}`;
  const unit = q === "p_positive" ? "" : q === "x" ? `, number ${j + 1}` : `, unit ${j + 1}`;
  const isStart = q.endsWith("_prev") && t === 0;
  const when = isStart ? "at the start, when the memory is empty" : `at “${run.payload.tokens[t].shown}”`;
  return `${name}${unit}, ${when}: ${value.toFixed(3).replace("-", "−")}${beyond}`;
}

/** The place of a number's receipt: a row before is the row after the word before. Null at the start. */
export function receiptPlace(run, { q, t, j }) {
  const receipt = receiptOf(run, q, t, j);
  return receipt && { q: receipt.q, t: receipt.t, j: receipt.j };
}
