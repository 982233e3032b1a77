// The cell: belt, valves, gates and the strips of real values that move between them.

import { css } from "./colours.mjs";
import { svg } from "./dom.mjs";
import { along, ease, journeys, narrowCell, PHASE_OF, wideCell, NARROW } from "./layout.mjs";
import { row } from "./payload.mjs";
import { drawStrip, makeStrip, moveStrip } from "./strip.mjs";

const CODES = { c_prev: "c", kept: "c", written: "c", h_prev: "h" };
const NAMES = ["x", "h_prev", "c_prev", "f", "kept", "i", "g", "written", "c", "tanh_c", "o", "h"];
const SYMBOLS = {
  x: "xₜ", h_prev: "hₜ₋₁", c_prev: "Cₜ₋₁", f: "fₜ", kept: "fₜ * Cₜ₋₁", i: "iₜ", g: "C\u0303ₜ",
  written: "iₜ * C\u0303ₜ", c: "Cₜ", tanh_c: "tanh(Cₜ)", o: "oₜ", h: "hₜ",
};
const WORDS = {
  x: "the word", h_prev: "what was shown before", c_prev: "what it knew", f: "forget gate",
  kept: "what is kept", i: "input gate", g: "candidate", written: "what is written", c: "what it knows now",
  tanh_c: "squashed", o: "output gate", h: "what it shows",
};
const GATE_TITLES = { f: "Forget gate", i: "Input gate", g: "Candidate", o: "Output gate" };

/** @param {import("./payload.mjs").Run} run @param {number} width of the player in pixels */
export function makeCell(run, width) {
  const plan = width < NARROW ? narrowCell(width) : wideCell();
  const root = svg("svg", {
    class: "lv-cell", viewBox: `0 0 ${plan.width} ${plan.height}`, role: "group",
    "aria-label": "The LSTM cell with this step's values",
  });
  const notes = plan.narrow ? drawRows(root, plan) : drawDiagram(root, plan);
  const strips = {};
  for (const name of NAMES) {
    const strip = makeStrip(name, CODES[name] ?? name, plan.strips[name], name === "x" ? run.E : run.H);
    strips[name] = strip;
    moveStrip(strip, [strip.place.x, strip.place.y]);
    root.append(strip.group);
  }
  return { root, plan, strips, notes, ways: journeys(plan), drawn: "" };
}

/** A text; the signs ₜ and ₜ₋₁ become real subscripts, which every font has. */
function label(x, y, text, kind, anchor = "start") {
  const element = svg("text", { x, y, class: `lv-${kind}`, "text-anchor": anchor });
  let sunk = false;
  for (const part of text.split(/([ₜ₋₁]+)/)) {
    const below = /^[ₜ₋₁]/.test(part);
    const plainText = part.replace("ₜ", "t").replace("₋", "−").replace("₁", "1");
    const dy = (below ? 4 : 0) - (sunk ? 4 : 0);
    sunk = below;
    if (part) element.append(svg("tspan", { dy: dy || null, class: below ? "lv-sub" : null }, plainText));
  }
  return element;
}

/** The phone's rows: name at the left, a tinted band for the belt's own rows. */
function drawRows(root, plan) {
  for (const name of NAMES) {
    const { y, height } = plan.strips[name];
    if (["c_prev", "kept", "c"].includes(name)) {
      root.append(svg("rect", { x: 0, y: y - 3, width: plan.width, height: height + 6, class: "lv-belt" }));
    }
    const mark = { f: "× ", written: "+ ", o: "× " }[name] ?? "";
    root.append(label(8, y + height / 2 + 5, mark + SYMBOLS[name], `symbol lv-ink-${name}`));
  }
  return {};
}

function drawDiagram(root, plan) {
  const { belt } = plan;
  root.append(svg("rect", { ...belt, class: "lv-belt" }));
  drawWires(root, plan);
  const notes = drawBoxes(root, plan);
  for (const name of ["c_prev", "kept", "written", "c", "tanh_c", "h_prev", "x", "h"]) {
    const { x, y, width } = plan.strips[name];
    root.append(label(x, y - 7, SYMBOLS[name], `symbol lv-ink-${CODES[name] ?? name}`));
    notes[name] = label(x + width - 3, y - 7, WORDS[name], "note", "end");
    root.append(notes[name]);
  }
  drawNodes(root, plan);
  notes.weights = label(560, 304, "", "note");
  notes.next = label(1106, 57, "", "note", "end");
  root.append(notes.weights, notes.next);
  return notes;
}

/** Wires as one path each; a class a quantity gives the colour. */
function drawWires(root, plan) {
  const { nodes: { forget, join, admit, show }, box, bus, elbow, tanh: [tanhX], strips } = plan;
  const wire = (d, kind) => root.append(svg("path", { d, class: `lv-wire lv-${kind}` }));
  const middle = (code) => plan.boxes[code] + box.width / 2;
  const bottom = box.top + box.height;
  for (const code of Object.keys(plan.boxes)) wire(`M${middle(code)} ${bottom} V${bus}`, "bus");
  const beside = strips.h_prev.x + strips.h_prev.width;
  wire(`M${middle("f")} ${bus} H${middle("o")} M${beside} 300 H${beside + 34} V${bus}`, "bus");
  wire(`M${strips.x.x + strips.x.width} 300 H${strips.x.x + strips.x.width + 24} V${bus}`, "bus");
  wire(`M${middle("f")} ${box.top} V${elbow} H${forget[0]} V${forget[1] + 20}`, "line-f");
  wire(`M${middle("i")} ${box.top} V${elbow} H${admit[0] - 14}`, "line-i");
  wire(`M${middle("g")} ${box.top} V${elbow} H${admit[0] + 14}`, "line-g");
  wire(`M${join[0]} ${admit[1] - 14} V${join[1] + 20}`, "line-c");
  wire(`M${tanhX} ${plan.belt.y + plan.belt.height} V${show[1] - 14}`, "line-c");
  wire(`M${show[0]} ${box.top} V${show[1] + 14}`, "line-o");
  wire(`M${show[0] + 14} ${show[1]} H1108 V300 H1099`, "line-h");
}

function drawBoxes(root, plan) {
  const notes = {};
  for (const [code, x] of Object.entries(plan.boxes)) {
    const { top: y, width, height } = plan.box;
    const box = svg("g", { class: `lv-box lv-box-${code}`, "data-box": code });
    box.append(svg("rect", { x, y, width, height, rx: 10 }));
    box.append(label(x + 12, y + 22, `${GATE_TITLES[code]} ${SYMBOLS[code]}`, `title lv-ink-${code}`));
    notes[code] = label(x + width - 12, y + 22, "", "note", "end");
    box.append(notes[code]);
    root.append(box);
  }
  return notes;
}

function drawNodes(root, plan) {
  const node = ([cx, cy], r, sign, kind) => {
    root.append(svg("circle", { cx, cy, r, class: `lv-node lv-line-${kind}` }));
    root.append(label(cx, cy + r * 0.42, sign, `sign lv-ink-${kind}`, "middle"));
  };
  node(plan.nodes.forget, 20, "×", "f");
  node(plan.nodes.join, 20, "+", "c");
  node(plan.nodes.admit, 14, "×", "i");
  node(plan.nodes.show, 14, "×", "o");
  const [x, y] = plan.tanh;
  root.append(svg("rect", { x: x - 25, y: y - 13, width: 50, height: 26, rx: 13, class: "lv-node lv-line-c" }));
  root.append(label(x, y + 5, "tanh", "pill lv-ink-c", "middle"));
}

/** The scale of a strip: its end, and whether it is a gate. */
export function scaleOf(run, code) {
  const quantity = run.payload.quantities[code];
  return { code, gate: quantity.scale === "gate", limit: quantity.limit ?? run.payload.limits[code] };
}

/** Bring the cell to a place. @param {object} cell @param {import("./clock.mjs").Place} place */
export function updateCell(cell, run, place, palette) {
  if (run.T === 0) return;
  const mark = `${run.id} ${place.step} ${place.phase} ${palette.dark}`;
  if (cell.drawn !== mark) {
    cell.drawn = mark;
    for (const name of NAMES) show(cell, run, place.step, palette, name, name);
    tellSteps(cell, run, place);
    for (const name of NAMES) {
      cell.strips[name].group.classList.toggle("lv-later", PHASE_OF[name] > place.phase);
      cell.strips[name].group.classList.toggle("lv-active", PHASE_OF[name] === place.phase);
      moveStrip(cell.strips[name], [cell.strips[name].place.x, cell.strips[name].place.y]);
    }
    cell.root.setAttribute("data-phase", String(place.phase));
  }
  for (const way of cell.ways) travel(cell, run, place, palette, way);
}

function show(cell, run, t, palette, name, from) {
  const strip = cell.strips[name];
  strip.shown = from;
  const code = CODES[from] ?? from;
  drawStrip(strip, row(run, from, t), palette, scaleOf(run, code), { name: from, t });
}

/** On its way a strip shows the recorded values it set out with; arrived, those it became. */
function travel(cell, run, place, palette, way) {
  if (way.phase !== place.phase) return;
  const share = (place.share - way.begin) / (way.end - way.begin);
  const strip = cell.strips[way.strip];
  const from = share >= 1 ? way.strip : way.from;
  if (strip.shown !== from) show(cell, run, place.step, palette, way.strip, from);
  strip.group.classList.toggle("lv-later", share < 0);
  moveStrip(strip, along(way.path, ease(Math.min(1, Math.max(0, share)))));
}

const cut = (word) => (word.length > 14 ? `${word.slice(0, 13)}…` : word);

function tellSteps(cell, run, place) {
  const { notes } = cell;
  if (cell.plan.narrow) return;
  for (const code of ["f", "i", "o"]) {
    const values = row(run, code, place.step);
    if (PHASE_OF[code] > place.phase) {
      notes[code].textContent = "";
      continue;
    }
    notes[code].textContent = `lets ${Math.round((100 * values.reduce((a, b) => a + b, 0)) / run.H)} % through`;
  }
  notes.g.textContent = "−1 … 1";
  notes.x.textContent = `“${cut(run.payload.tokens[place.step].shown)}”`;
  const following = run.payload.tokens[place.step + 1];
  notes.next.textContent = following ? `on to “${cut(following.shown)}” →` : "the end of the sentence";
  notes.weights.textContent = `same weights at every word: used ${place.step + 1}×`;
}

/** A legend's two ends as colours, for the map's scale. */
export function ends(palette, scale) {
  return scale.gate
    ? [palette.gate(0, scale.code), palette.gate(1, scale.code)].map(css)
    : [palette.signed(-scale.limit, scale.limit), palette.signed(0, scale.limit), palette.signed(scale.limit, scale.limit)].map(css);
}
