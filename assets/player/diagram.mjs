// The cell's fixed drawing: belt, wires, gates, valves, weights and the neighbours' cells.

import { put, svg } from "./dom.mjs";

export const SYMBOLS = {
  x: "xₜ", h_prev: "hₜ₋₁", c_prev: "Cₜ₋₁", f: "fₜ", kept: "fₜ × Cₜ₋₁", i: "iₜ", g: "C\u0303ₜ",
  written: "iₜ × C\u0303ₜ", c: "Cₜ", tanh_c: "tanh(Cₜ)", o: "oₜ", h: "hₜ",
};
export const OF = { c_prev: "c", kept: "c", written: "c", h_prev: "h" }; // whose scale and colour
export const STRIP_WORDS = {
  x: "the word", h_prev: "what it showed", c_prev: "what it knew", f: "forget gate",
  kept: "what is kept", i: "input gate", g: "candidate", written: "what is written", c: "what it knows now",
  tanh_c: "squashed", o: "output gate", h: "what it shows",
};
const ROW_WORDS = { // where a phone's row has its name
  x: "word", h_prev: "showed", c_prev: "knew", f: "× forget", kept: "kept", i: "input", g: "× candidate",
  written: "+ written", c: "knows", tanh_c: "squashed", o: "× output", h: "shows",
};
const NAMED = ["c_prev", "kept", "written", "c", "tanh_c", "h_prev", "x", "h"];
const GATE_TITLES = { f: "Forget gate", i: "Input gate", g: "Candidate", o: "Output gate" };
export const cut = (word) => (word.length > 14 ? `${word.slice(0, 13)}…` : word);
let clips = 0; // each valve's clip needs a name of its own in the page

/** A text; the signs ₜ and ₜ₋₁ become real subscripts, which every font has. */
export function label(x, y, text, kind, anchor = "start") {
  const element = svg("text", { x, y, class: `lv-${kind}`, "text-anchor": anchor });
  addSigns(element, text);
  return element;
}

function addSigns(element, text) {
  let sunk = false;
  for (const part of text.split(/([ₜ₋₁]+)/)) {
    const isBelow = /^[ₜ₋₁]/.test(part);
    const plainText = part.replace("ₜ", "t").replace("₋", "−").replace("₁", "1");
    const dy = (isBelow ? 4 : 0) - (sunk ? 4 : 0);
    sunk = isBelow;
    if (part) element.append(svg("tspan", { dy: dy || null, class: isBelow ? "lv-sub" : null }, plainText));
  }
}

/** First the plain name, then the symbol; a click on it explains both. @param {string} term a code of the glossary */
function nameAndSign(x, y, words, sign, ink, term, kind = "symbol") {
  const element = svg("text", { x, y, class: `lv-${kind} lv-term-link lv-ink-${ink}`, "data-term": term });
  if (words) element.append(svg("tspan", { class: "lv-words" }, words));
  const symbol = svg("tspan", { class: "lv-letters" });
  addSigns(symbol, words ? `, ${sign}` : sign);
  if (sign) element.append(symbol);
  return element;
}

/** The phone's rows: name at the left, a tinted band for the belt's own rows. */
export function drawRows(root, plan, names, symbols) {
  for (const name of names) {
    const { y, height } = plan.strips[name];
    if (["c_prev", "kept", "c", "grad_c", "grad_c_passed", "grad_c_from_next"].includes(name)) {
      root.append(svg("rect", { x: 0, y: y - 3, width: plan.width, height: height + 6, class: "lv-belt" }));
    }
    root.append(nameAndSign(6, y + height / 2 + 5, ROW_WORDS[name] ?? "", symbols[name], OF[name] ?? name, name));
  }
  return { notes: {}, valves: {} };
}

/** Everything but the strips; returns the texts and the valves that change. */
export function drawDiagram(root, plan) {
  root.append(svg("rect", { ...acrossThePage(plan.belt), class: "lv-belt" }));
  const notes = drawNeighbours(root, plan.neighbours);
  drawWires(root, plan);
  drawBoxes(root, plan, notes, GATE_TITLES);
  const namesOf = (name) => [name, [SYMBOLS[name], STRIP_WORDS[name], OF[name] ?? name]];
  nameStrips(root, plan, notes, Object.fromEntries(NAMED.map(namesOf)));
  const valves = drawNodes(root, plan);
  const { x, y, width, height } = plan.weights;
  const block = svg("g", { class: "lv-weights" }, svg("rect", { x, y, width, height, rx: 8 }));
  notes.weights = label(x + width / 2, y + height / 2 + 5, "", "note", "middle");
  block.append(notes.weights);
  root.append(valveLegend(x, y, height));
  notes.next = label(1086, 57, "", "note", "end");
  root.append(block, notes.next);
  return { notes, valves, block };
}

/** The belt runs on to the stage's edges, also where the drawing is narrower. */
export const acrossThePage = ({ y, height }) => ({ x: -2000, width: 5000, y, height });

/** Over a strip its name and symbol. @param {Object<string, string[]>} named symbol, words, colour */
export function nameStrips(root, plan, notes, named) {
  for (const [name, [sign, words, colour]] of Object.entries(named)) {
    const { x, y, width } = plan.strips[name];
    root.append(nameAndSign(x, y - 7, words, sign, colour, name));
    notes[name] = label(x + width - 3, y - 7, "", "note", "end");
    root.append(notes[name]);
  }
}

/** The cells of the words before and after, faint: the belt runs on. */
export function drawNeighbours(root, neighbours) {
  const notes = {};
  for (const [side, { x, y, width, height }] of Object.entries(neighbours)) {
    const middle = side === "before" ? x + width - 12 : x + 14;
    const text = label(0, 0, "", "ghost-word", "middle");
    text.setAttribute("transform", `translate(${middle} ${y + height / 2}) rotate(-90)`);
    root.append(svg("g", { class: "lv-ghost" }, svg("rect", { x, y, width, height, rx: 12 }), text));
    notes[side] = text;
  }
  return notes;
}

/** Wires as one path each; a class a quantity gives the colour. */
function drawWires(root, plan) {
  const { nodes: { forget, join, admit, show }, box, bus, elbow, tanh: [tanhX], strips } = plan;
  const wire = (d, kind) => root.append(svg("path", { d, class: `lv-wire lv-${kind}` }));
  const middle = (code) => plan.boxes[code] + box.width / 2;
  const bottom = box.top + box.height;
  for (const code of Object.keys(plan.boxes)) wire(`M${middle(code)} ${bottom} V${bus}`, "bus");
  const entry = (strip) => strip.y + strip.height / 2;
  const beside = ({ x, width }) => x + width;
  wire(`M${middle("f")} ${bus} H${middle("o")}`, "bus");
  for (const strip of [strips.h_prev, strips.x]) {
    wire(`M${beside(strip)} ${entry(strip)} H${beside(strip) + 20} V${bus}`, "bus");
  }
  wire(`M${middle("f")} ${box.top} V${elbow} H${forget[0]} V${forget[1] + 20}`, "line-f");
  wire(`M${middle("i")} ${box.top} V${elbow} H${admit[0] - 15}`, "line-i");
  wire(`M${middle("g")} ${box.top} V${elbow} H${admit[0] + 15}`, "line-g");
  wire(`M${join[0]} ${admit[1] - 15} V${join[1] + 20}`, "line-c");
  wire(`M${tanhX} ${plan.belt.y + plan.belt.height} V${show[1] - 15}`, "line-c");
  wire(`M${show[0]} ${box.top} V${show[1] + 15}`, "line-o");
  wire(`M${show[0] + 15} ${show[1]} H1079 V${entry(strips.h)} H${beside(strips.h) + 3}`, "line-h");
}

export function drawBoxes(root, plan, notes, titles) {
  for (const [code, x] of Object.entries(plan.boxes)) {
    const { top: y, width, height } = plan.box;
    const box = svg("g", { class: `lv-box lv-box-${code}`, "data-box": code });
    box.append(svg("rect", { x, y, width, height, rx: 10 }));
    const [sign, term] = titles === GATE_TITLES ? [SYMBOLS[code], code] : ["", `grad_${code}_pre`];
    box.append(nameAndSign(x + 10, y + 22, titles[code], sign, code, term, "title"));
    notes[code] = label(x + width - 10, y + 22, "", "note", "end");
    box.append(notes[code]);
    root.append(box);
  }
}

/** What an opening means, for who reads valves in place of numbers; drawn where the weights are otherwise. */
function valveLegend(x, y, height) {
  const group = svg("g", { class: "lv-valve-legend" });
  [["shut", 0.06, 6], ["half open", 0.5, 74], ["wide open", 1, 172]].forEach(([words, open, along]) => {
    const left = x + along;
    const tall = height - 12;
    group.append(
      svg("rect", { x: left, y: y + 6, width: 20, height: tall, rx: 4, class: "lv-valve-slot" }),
      svg("rect", {
        x: left, y: y + 6 + (tall * (1 - open)) / 2, width: 20, height: tall * open,
        rx: open > 0.2 ? 4 : 1, class: "lv-valve-open",
      }),
      label(left + 26, y + height / 2 + 5, words, "note"),
    );
  });
  return group;
}

function drawNodes(root, plan) {
  const { forget, join, admit, show } = plan.nodes;
  root.append(svg("circle", { cx: join[0], cy: join[1], r: 20, class: "lv-node lv-line-c" }));
  root.append(label(join[0], join[1] + 8, "+", "sign lv-ink-c", "middle"));
  const [x, y] = plan.tanh;
  root.append(svg("rect", { x: x - 25, y: y - 13, width: 50, height: 26, rx: 13, class: "lv-node lv-line-c" }));
  root.append(label(x, y + 5, "tanh", "pill lv-ink-c", "middle"));
  return { f: valve(root, forget, 20, "f"), i: valve(root, admit, 15, "i"), o: valve(root, show, 15, "o") };
}

/** A valve: two leaves that draw back as far as the gate is open, and the × of the product. */
export function valve(root, [cx, cy], r, code) {
  clips += 1;
  const name = `lv-clip-${clips}`;
  const clip = svg("clipPath", { id: name }, svg("circle", { cx, cy, r }));
  const leaves = [0, 1].map(() => svg("rect", { x: cx - r, width: 2 * r, class: `lv-leaf lv-ink-${code}` }));
  root.append(
    clip, svg("circle", { cx, cy, r, class: `lv-node lv-line-${code}` }),
    svg("g", { "clip-path": `url(#${name})` }, ...leaves),
    label(cx, cy + r * 0.42, "×", `sign lv-ink-${code}`, "middle"),
  );
  return { cy, r, leaves };
}

/** Open a valve. @param {object} valve @param {number} open 0 shut … 1 open */
export function openValve({ cy, r, leaves: [upper, lower] }, open) {
  const height = (r * (1 - open)).toFixed(2);
  put(upper, "y", String(cy - r));
  put(upper, "height", height);
  put(lower, "y", (cy + r * open).toFixed(2));
  put(lower, "height", height);
}
