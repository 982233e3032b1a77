// The cell at a place in the sentence: which strips stand where, with which recorded values.

import {
  BACK_NAMES, BACK_PHASE_OF, BACK_SYMBOLS, backwardCell, backwardJourneys, drawBackward, tellBackward,
} from "./backward.mjs";
import { css } from "./colours.mjs";
import { cut, drawDiagram, drawRows, OF, openValve, SYMBOLS } from "./diagram.mjs";
import { html, put, svg } from "./dom.mjs";
import { brief, tight } from "./format.mjs";
import { along, ease, journeys, narrowRows, passed, PHASE_OF, CELL_ROWS, wideCell, NARROW } from "./layout.mjs";
import { isAside, rowsOf } from "./lesson.mjs";
import { row, widthOf } from "./payload.mjs";
import { emptyStrip, fillStrip, FONT, makeStrip, paintStrip, postpone } from "./strip.mjs";
import { mean, openness } from "./story.mjs";

const FORWARD_NAMES = ["x", "h_prev", "c_prev", "f", "kept", "i", "g", "written", "c", "tanh_c", "o", "h"];
const LIT_MS = 260; // how long the weights are lit at a step
const VALVE_OF = { kept: "f", written: "i", h: "o" }; // what a valve has left of a strip

/** What differs between reading forwards and the gradient's way back. */
const KINDS = {
  forward: {
    names: FORWARD_NAMES, rows: CELL_ROWS, phaseOf: PHASE_OF, symbols: SYMBOLS,
    wide: wideCell, draw: drawDiagram, ways: journeys,
    tell: tellForward, isOpen: (code, phase) => PHASE_OF[code] > phase,
  },
  backward: {
    names: BACK_NAMES, rows: BACK_NAMES, phaseOf: BACK_PHASE_OF, symbols: BACK_SYMBOLS,
    wide: backwardCell, draw: drawBackward,
    ways: backwardJourneys, tell: tellBackward, isOpen: () => false,
  },
};

/** @param {import("./payload.mjs").Run} run @param {number} width of the player in pixels */
export function makeCell(run, width) {
  const whole = KINDS[run.isBackward ? "backward" : "forward"];
  const kind = width < NARROW ? { ...whole, names: rowsOf(run, whole.rows) } : whole;
  const plan = width < NARROW ? narrowRows(width, kind.names) : kind.wide();
  const drawing = svg("svg", {
    class: "lv-drawing", viewBox: `0 0 ${plan.width} ${plan.height}`, role: "group",
    "aria-label": "The LSTM cell with this step's values",
  });
  const parts = plan.narrow ? drawRows(drawing, plan, kind.names, kind.symbols) : kind.draw(drawing, plan);
  const strips = {};
  for (const name of kind.names) {
    strips[name] = makeStrip(name, plan.strips[name], widthOf(name, run.H, run.E));
    drawing.append(strips[name].group);
  }
  const [canvas, above] = ["rest", "motion"].map((kind) =>
    html("canvas", { class: `lv-strips lv-${kind}`, "aria-hidden": "true" }));
  const shape = `aspect-ratio:${plan.width}/${plan.height};--lv-shape:${plan.width / plan.height}`;
  const root = html("div", { class: "lv-cell", style: shape }, drawing, canvas, above);
  const ways = kind.ways(plan).filter(({ strip, from }) => strips[strip] && strips[from]);
  return { root, kind, plan, strips, canvas, above, ...parts, ways, drawn: "", step: "", isStale: true };
}

/** The scale of a strip: its end, and whether it is a gate. */
export function scaleOf(run, code) {
  const quantity = run.payload.quantities[code];
  const limit = quantity.limit ?? run.payload.limits[code];
  const largest = run.payload.largest?.[code] ?? limit;
  return { code, gate: quantity.scale === "gate", limit, largest, spell: code.startsWith("grad") ? brief : tight };
}

/**
 * Bring the cell to a place.
 * @param {object} cell @param {import("./payload.mjs").Run} run @param {import("./clock.mjs").Place} place
 * @param {{palette: object, mode: string, unit: ?number, calm: boolean,
 *   marks: import("./phases.mjs").Told["marks"]}} look
 */
export function updateCell(cell, run, place, look) {
  if (run.T === 0) return;
  const { palette, mode, unit } = look;
  const aside = run.payload.lesson?.focus ?? "";
  const mark = `${run.id} ${place.step} ${place.phase} ${palette.dark} ${mode} ${unit} ${aside}`;
  const isNew = cell.drawn !== mark;
  cell.drawn = mark;
  if (isNew) settle(cell, run, place, look);
  for (const way of cell.ways) travel(cell, run, place, look, way);
  paint(cell, look); // before the drawing's own changes: printing brings the page's style up to date
  if (isNew) redraw(cell, run, place, look);
}

/** Bring the canvas to the size it has on the screen. @param {object} cell */
export function fitCell(cell) {
  const { canvas, above, root, plan } = cell;
  const ratio = Math.min(3, window.devicePixelRatio || 1);
  canvas.width = Math.round((root.clientWidth || plan.width) * ratio);
  canvas.height = Math.round((canvas.width * plan.height) / plan.width);
  [above.width, above.height] = [canvas.width, canvas.height];
  for (const sheet of [canvas, above]) {
    Object.assign(sheet.getContext("2d"), { textAlign: "center", textBaseline: "middle", font: FONT });
  }
  cell.isStale = true;
}

/** Paint what rests only when it changes, what moves in every frame, on a canvas of its own. */
function paint(cell, { palette, mode }) {
  const look = { palette, story: mode === "story" };
  const strips = Object.values(cell.strips);
  const moving = strips.filter((strip) => strip.isMoving);
  if (cell.isStale) paintOn(cell.canvas, cell.plan, strips.filter((strip) => !strip.isMoving), look);
  if (moving.length > 0 || cell.hadMotion) paintOn(cell.above, cell.plan, moving, look);
  cell.isStale = false;
  cell.hadMotion = moving.length > 0;
}

function paintOn(canvas, plan, strips, look) {
  const pen = canvas.getContext("2d");
  const scale = canvas.width / plan.width;
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, plan.width, plan.height);
  for (const strip of strips) paintStrip(pen, strip, look);
}

/** Fill what this phase has reached; what comes later stays as it is, empty. */
function settle(cell, run, place, look) {
  const step = `${run.id} ${place.step}`;
  const { phaseOf, names } = cell.kind;
  cell.isStale = true;
  for (const name of names) {
    const strip = cell.strips[name];
    strip.isAside = isAside(run, name);
    Object.assign(strip, { isLater: phaseOf[name] > place.phase, at: [strip.place.x, strip.place.y], isMoving: false });
    if (strip.isLater) { emptyStrip(strip); continue; }
    if (strip.key !== step || strip.shown !== name) show(cell, run, place.step, name, name);
    Object.assign(strip, { key: step, run: run.id });
    strip.marks = marksOf(name, look);
    put(strip.group, "data-marks", strip.marks.map(({ j }) => j).join(" "));
  }
}

/** Bring the drawing behind the strips to the place. */
function redraw(cell, run, place, look) {
  const step = `${run.id} ${place.step}`;
  const { isOpen, tell } = cell.kind;
  for (const strip of Object.values(cell.strips)) postpone(strip, strip.isLater);
  put(cell.root, "data-phase", String(place.phase));
  for (const [code, valve] of Object.entries(cell.valves)) {
    openValve(valve, isOpen(code, place.phase) ? 1 : mean(row(run, code, place.step)));
  }
  tell(cell, run, place, look);
  if (cell.run === run.id && cell.step !== step) flash(cell, look);
  Object.assign(cell, { step, run: run.id });
}

/** Which units of a strip are framed: those that the phase's sentence names, and the picked one. */
function marksOf(name, { unit, marks }) {
  const named = marks.filter(({ strip, j }) => strip === name && j !== unit).map(({ j }) => ({ j, kind: "named" }));
  return unit === null || name === "x" || name === "grad_x" ? named : [...named, { j: unit, kind: "picked" }];
}

function show(cell, run, t, name, from) {
  const strip = cell.strips[name];
  fillStrip(strip, row(run, from, t), scaleOf(run, OF[from] ?? from), { name: from, t });
  if (strip.hasNumbers && VALVE_OF[from]) strip.shares = row(run, VALVE_OF[from], t);
}

/**
 * On its way a strip shows the recorded values it set out with, each cell shrinking as its valve
 * lets it; arrived, it shows those it became.
 */
function travel(cell, run, place, look, way) {
  if (way.phase !== place.phase) return;
  const share = ((look.calm ? 1 : place.share) - way.begin) / (way.end - way.begin);
  const strip = cell.strips[way.strip];
  const at = along(way.path, ease(Math.min(1, Math.max(0, share))));
  const from = share >= 1 ? way.strip : way.from;
  const isThere = at[0] === strip.at[0] && at[1] === strip.at[1];
  const isSettled = strip.shown === from && isThere && strip.isLater === share < 0;
  if (isSettled) return;
  const isMoving = share >= 0 && share < 1;
  if (isMoving !== strip.isMoving) cell.isStale = true;
  strip.isMoving = isMoving;
  if (strip.shown !== from) show(cell, run, place.step, way.strip, from);
  postpone(strip, share < 0);
  if (way.gate && share > 0 && share < 1) {
    const done = passed(share);
    strip.shares = row(run, way.gate, place.step).map((gate) => 1 - (1 - gate) * done);
  }
  strip.at = at;
}

/** The small texts in the drawing. */
function tellForward(cell, run, place, look) {
  const { notes, plan } = cell;
  if (plan.narrow) return;
  for (const code of ["f", "i", "o"]) {
    const open = mean(row(run, code, place.step));
    const words = look.mode === "story" ? openness(open) : `lets ${Math.round(100 * open)}% through`;
    notes[code].textContent = PHASE_OF[code] > place.phase ? "" : words; // else a later phase's number
  }
  notes.g.textContent = look.mode === "story" ? "new content" : "−1 … 1";
  const [before, now, after] = [-1, 0, 1].map((step) => run.payload.tokens[place.step + step]?.shown);
  notes.x.textContent = `“${cut(now)}”`;
  notes.next.textContent = after === undefined ? "the end of the sentence" : `on to “${cut(after)}” →`;
  notes.before.textContent = before === undefined ? "the start" : `t−1: “${cut(before)}”`;
  notes.after.textContent = after === undefined ? "the end" : `t+1: “${cut(after)}”`;
  const used = place.phase === 0 ? "" : `, used ${timesWords(place.step + 1)}`;
  notes.weights.textContent = `W, U, b: the same at every word${used}`;
}

const timesWords = (count) => ({ 1: "once", 2: "twice" }[count] ?? `${count} times`);

/** The weights are used once more: lit by a class, since an animation would draw the page at every frame. */
function flash(cell, look) {
  if (!cell.block || look.calm) return;
  clearTimeout(cell.lit);
  cell.block.classList.add("lv-lit");
  cell.lit = setTimeout(() => cell.block.classList.remove("lv-lit"), LIT_MS);
}

/** A legend's two ends as colours, for the map's scale. */
export function ends(palette, scale) {
  return scale.gate
    ? [palette.gate(0, scale.code), palette.gate(1, scale.code)].map(css)
    : [-scale.limit, 0, scale.limit].map((value) => css(palette.signed(value, scale.limit)));
}
