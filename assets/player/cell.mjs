// The cell at a place in the sentence: which strips stand where, with which recorded values.

import { css } from "./colours.mjs";
import { drawDiagram, drawRows, OF, openValve } from "./diagram.mjs";
import { svg } from "./dom.mjs";
import { along, ease, journeys, narrowCell, passed, PHASE_OF, wideCell, NARROW } from "./layout.mjs";
import { row } from "./payload.mjs";
import { drawStrip, makeStrip, markUnit, moveStrip, setShares } from "./strip.mjs";
import { mean, openness } from "./story.mjs";

const NAMES = ["x", "h_prev", "c_prev", "f", "kept", "i", "g", "written", "c", "tanh_c", "o", "h"];
const VALVE_OF = { kept: "f", written: "i", h: "o" }; // what a valve has left of a strip

/** @param {import("./payload.mjs").Run} run @param {number} width of the player in pixels */
export function makeCell(run, width) {
  const plan = width < NARROW ? narrowCell(width) : wideCell();
  const root = svg("svg", {
    class: "lv-cell", viewBox: `0 0 ${plan.width} ${plan.height}`, role: "group",
    "aria-label": "The LSTM cell with this step's values",
  });
  const parts = plan.narrow ? drawRows(root, plan, NAMES) : drawDiagram(root, plan);
  const strips = {};
  for (const name of NAMES) {
    const strip = makeStrip(name, OF[name] ?? name, plan.strips[name], name === "x" ? run.E : run.H);
    strips[name] = strip;
    moveStrip(strip, [strip.place.x, strip.place.y]);
    root.append(strip.group);
  }
  return { root, plan, strips, ...parts, ways: journeys(plan), drawn: "", step: "" };
}

/** The scale of a strip: its end, and whether it is a gate. */
export function scaleOf(run, code) {
  const quantity = run.payload.quantities[code];
  return { code, gate: quantity.scale === "gate", limit: quantity.limit ?? run.payload.limits[code] };
}

/**
 * Bring the cell to a place.
 * @param {object} cell @param {import("./payload.mjs").Run} run @param {import("./clock.mjs").Place} place
 * @param {{palette: object, mode: string, unit: ?number, calm: boolean}} look
 */
export function updateCell(cell, run, place, look) {
  if (run.T === 0) return;
  const { palette, mode, unit } = look;
  const mark = `${run.id} ${place.step} ${place.phase} ${palette.dark} ${mode} ${unit}`;
  if (cell.drawn !== mark) {
    cell.drawn = mark;
    settle(cell, run, place, look);
  }
  for (const way of cell.ways) travel(cell, run, place, look, way);
}

/** Draw what this phase has reached; what comes later stays as it is, hidden. */
function settle(cell, run, place, look) {
  const step = `${run.id} ${place.step} ${look.palette.dark} ${look.mode}`;
  const most = place.phase >= 3 ? changedMost(run, place.step) : null;
  for (const name of NAMES) {
    const strip = cell.strips[name];
    const isLater = PHASE_OF[name] > place.phase;
    strip.group.classList.toggle("lv-later", isLater);
    if (isLater && strip.run === run.id) continue; // another sentence's numbers may not wait here
    if (strip.key !== step || strip.shown !== name) show(cell, run, place.step, look, name, name);
    strip.key = step;
    strip.run = run.id;
    moveStrip(strip, [strip.place.x, strip.place.y]);
    const isMost = name === "c" && look.unit === null;
    if (name !== "x") markUnit(strip, isMost ? most : look.unit, isMost ? "most" : "picked");
  }
  cell.root.setAttribute("data-phase", String(place.phase));
  for (const [code, valve] of Object.entries(cell.valves)) {
    openValve(valve, PHASE_OF[code] > place.phase ? 1 : mean(row(run, code, place.step)));
  }
  tell(cell, run, place, look);
  if (cell.step !== step) flash(cell, look);
  cell.step = step;
}

/** The unit whose memory the step changed most. */
function changedMost(run, t) {
  const [before, now] = ["c_prev", "c"].map((name) => row(run, name, t));
  let most = 0;
  for (let j = 1; j < run.H; j += 1) {
    if (Math.abs(now[j] - before[j]) > Math.abs(now[most] - before[most])) most = j;
  }
  return most;
}

function show(cell, run, t, look, name, from) {
  const strip = cell.strips[name];
  strip.shown = from;
  const palette = { ...look.palette, story: look.mode === "story" };
  drawStrip(strip, row(run, from, t), palette, scaleOf(run, OF[from] ?? from), { name: from, t });
  if (strip.numbers && VALVE_OF[from]) setShares(strip, row(run, VALVE_OF[from], t));
}

/**
 * On its way a strip shows the recorded values it set out with, each cell shrinking as its valve
 * lets it; arrived, it shows those it became.
 */
function travel(cell, run, place, look, way) {
  if (way.phase !== place.phase) return;
  const share = ((look.calm ? 1 : place.share) - way.begin) / (way.end - way.begin);
  const strip = cell.strips[way.strip];
  const from = share >= 1 ? way.strip : way.from;
  if (strip.shown !== from) show(cell, run, place.step, look, way.strip, from);
  strip.group.classList.toggle("lv-later", share < 0);
  if (way.gate && share > 0 && share < 1) {
    const done = passed(share);
    setShares(strip, row(run, way.gate, place.step).map((gate) => 1 - (1 - gate) * done));
  }
  moveStrip(strip, along(way.path, ease(Math.min(1, Math.max(0, share)))));
}

const cut = (word) => (word.length > 14 ? `${word.slice(0, 13)}…` : word);

/** The small texts in the drawing. */
function tell(cell, run, place, look) {
  const { notes, plan } = cell;
  if (plan.narrow) return;
  for (const code of ["f", "i", "o"]) {
    const open = mean(row(run, code, place.step));
    const words = look.mode === "story" ? openness(open) : `lets ${Math.round(100 * open)} % through`;
    notes[code].textContent = PHASE_OF[code] > place.phase ? "" : words;
  }
  notes.g.textContent = look.mode === "story" ? "new content" : "−1 … 1";
  const [before, now, after] = [-1, 0, 1].map((step) => run.payload.tokens[place.step + step]?.shown);
  notes.x.textContent = `“${cut(now)}”`;
  notes.next.textContent = after === undefined ? "the end of the sentence" : `on to “${cut(after)}” →`;
  notes.before.textContent = before === undefined ? "the start" : `t−1: “${cut(before)}”`;
  notes.after.textContent = after === undefined ? "the end" : `t+1: “${cut(after)}”`;
  notes.weights.textContent = `W, U, b: the same at every word, used ${place.step + 1}×`;
}

/** The weights are used once more. */
function flash(cell, look) {
  if (cell.block && !look.calm) cell.block.animate([{ opacity: 1 }, { opacity: 0.3 }, { opacity: 1 }], { duration: 450 });
}

/** A legend's two ends as colours, for the map's scale. */
export function ends(palette, scale) {
  return scale.gate
    ? [palette.gate(0, scale.code), palette.gate(1, scale.code)].map(css)
    : [palette.signed(-scale.limit, scale.limit), palette.signed(0, scale.limit), palette.signed(scale.limit, scale.limit)].map(css);
}
