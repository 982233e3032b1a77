// The cell read backwards: where the gradient arrives, where it adds up, where it goes on to.

import { acrossThePage, cut, drawBoxes, drawNeighbours, label, nameStrips, valve } from "./diagram.mjs";
import { svg } from "./dom.mjs";
import { twoDigits } from "./format.mjs";
import { narrowRows, wideCell } from "./layout.mjs";
import { quoted } from "./named.mjs";
import { row } from "./payload.mjs";

export const BACK_NAMES = [
  "grad_h", "grad_c_from_next", "grad_c_from_h", "grad_c", "grad_f_pre", "grad_i_pre", "grad_g_pre", "grad_o_pre",
  "grad_c_passed", "grad_h_passed", "grad_x",
];
/** Which phase brings a strip: arrive, add, gates, pass on. */
export const BACK_PHASE_OF = {
  grad_h: 1, grad_c_from_next: 1, grad_c_from_h: 2, grad_c: 2,
  grad_f_pre: 3, grad_i_pre: 3, grad_g_pre: 3, grad_o_pre: 3,
  grad_c_passed: 4, grad_h_passed: 4, grad_x: 4,
};
const TITLES = { f: "At the forget gate", i: "At the input gate", g: "At the candidate", o: "At the output gate" };
const BACK_NAMED = {
  grad_c_passed: ["∂L/∂Cₜ₋₁ by the belt", "", "c"],
  grad_c: ["∂L/∂Cₜ", "both together", "c"],
  grad_c_from_next: ["along the belt", "from the word after", "c"],
  grad_c_from_h: ["through hₜ", "", "h"],
  grad_h: ["∂L/∂hₜ", "all that arrives", "h"],
  grad_h_passed: ["∂L/∂hₜ₋₁", "to the word before", "h"],
  grad_x: ["∂L/∂xₜ", "", "x"],
};

/** What is written beside each strip on a phone. */
export const BACK_SYMBOLS = {
  grad_h: "∂L/∂hₜ", grad_c_from_next: "belt", grad_c_from_h: "+ by hₜ", grad_c: "∂L/∂Cₜ",
  grad_f_pre: "at fₜ", grad_i_pre: "at iₜ",
  grad_g_pre: "at C\u0303ₜ", grad_o_pre: "at oₜ", grad_c_passed: "× fₜ", grad_h_passed: "∂L/∂hₜ₋₁", grad_x: "∂L/∂xₜ",
};

/** The forward cell's frame with the strips where the gradient is. */
export function backwardCell() {
  const plan = wideCell();
  const { strips } = plan;
  const at = (x, y, width, height) => ({ x, y, width, height });
  return {
    ...plan,
    nodes: {
      forget: plan.nodes.forget, branch: plan.nodes.join, join: [812, 51],
      admit: plan.nodes.admit, show: [812, 152],
    },
    tanh: [812, 104],
    strips: {
      grad_c_passed: strips.c_prev, grad_c: strips.kept, grad_c_from_next: at(848, 37, 228, 30),
      grad_c_from_h: at(850, 102, 214, 26), grad_h: strips.h, grad_h_passed: strips.h_prev, grad_x: strips.x,
      grad_f_pre: strips.f, grad_i_pre: strips.i, grad_g_pre: strips.g, grad_o_pre: strips.o,
    },
  };
}

/** The same on a phone. @param {number} width */
export const backwardRows = (width) => narrowRows(width, BACK_NAMES);

export function drawBackward(root, plan) {
  root.append(svg("rect", { ...acrossThePage(plan.belt), class: "lv-belt" }));
  const notes = drawNeighbours(root, plan.neighbours);
  drawBackWires(root, plan);
  drawBoxes(root, plan, notes, TITLES);
  nameStrips(root, plan, notes, BACK_NAMED);
  const { forget, join, admit, show } = plan.nodes;
  root.append(svg("circle", { cx: join[0], cy: join[1], r: 20, class: "lv-node lv-line-c" }),
    label(join[0], join[1] + 8, "+", "sign lv-ink-c", "middle"));
  const [x, y] = plan.tanh;
  root.append(svg("rect", { x: x - 29, y: y - 13, width: 58, height: 26, rx: 13, class: "lv-node lv-line-c" }),
    label(x, y + 5, "tanh′", "pill lv-ink-c", "middle"));
  const valves = { f: valve(root, forget, 20, "f"), i: valve(root, admit, 15, "i"), o: valve(root, show, 15, "o") };
  notes.split = label(572, 304, "", "note");
  root.append(notes.split, label(700, 57, "←  back in time  ←", "note", "middle"));
  return { notes, valves };
}

function drawBackWires(root, plan) {
  const { nodes: { forget, branch, admit, show, join }, box, bus, elbow, strips } = plan;
  const wire = (d, kind) => root.append(svg("path", { d, class: `lv-wire lv-${kind}` }));
  const middle = (code) => plan.boxes[code] + box.width / 2;
  const below = box.top + box.height;
  const beside = ({ x, width }) => x + width;
  const level = (strip) => strip.y + strip.height / 2;
  for (const code of Object.keys(plan.boxes)) wire(`M${middle(code)} ${below} V${bus}`, "bus");
  wire(`M${middle("f")} ${bus} H${middle("o")}`, "bus");
  for (const strip of [strips.grad_h_passed, strips.grad_x]) {
    wire(`M${beside(strip)} ${level(strip)} H${beside(strip) + 20} V${bus}`, "bus");
  }
  wire(`M${middle("f")} ${box.top} V${elbow} H${forget[0]} V${forget[1] + 20}`, "line-f");
  wire(`M${middle("i")} ${box.top} V${elbow} H${admit[0] - 15}`, "line-i");
  wire(`M${middle("g")} ${box.top} V${elbow} H${admit[0] + 15}`, "line-g");
  wire(`M${branch[0]} ${admit[1] - 15} V${plan.belt.y + plan.belt.height}`, "line-c");
  wire(`M${join[0]} ${join[1] + 20} V${show[1] - 15}`, "line-c");
  wire(`M${middle("o")} ${box.top} V${show[1] + 10} H${show[0] + 10}`, "line-o");
  wire(`M${show[0] + 13} ${show[1] - 8} H1079 V${level(strips.grad_h)} H${beside(strips.grad_h) + 3}`, "line-h");
}

/** The small texts. */
export function tellBackward(cell, run, place) {
  const { notes, plan } = cell;
  if (plan.narrow) return;
  const shown = (step) => run.payload.tokens[step]?.shown;
  for (const code of ["f", "i", "g", "o"]) {
    notes[code].textContent = place.phase < 3
      ? "" : `norm ${twoDigits(norm(row(run, `grad_${code}_pre`, place.step)))}`;
  }
  notes.before.textContent = place.step > 0 ? `t−1: “${cut(shown(place.step - 1))}”` : "the start";
  notes.after.textContent = shown(place.step + 1) === undefined ? "the end" : `t+1: “${cut(shown(place.step + 1))}”`;
  const share = beltShare(run, place.step);
  notes.split.textContent = share === null || place.phase < 2 ? "" : `${Math.round(100 * share)}% along the belt`;
}

/** The motions of each phase. */
export function backwardJourneys(plan) {
  const at = (name) => [plan.strips[name].x, plan.strips[name].y];
  const way = (strip, from, phase, gate, begin, end, ...via) =>
    ({ strip, from, phase, gate, begin, end, path: [at(from), ...(plan.narrow ? [] : via), at(strip)] });
  return [
    way("grad_c_from_h", "grad_h", 2, null, 0, 0.5, [at("grad_h")[0], at("grad_c_from_h")[1] + 40]),
    way("grad_c", "grad_c_from_next", 2, null, 0.5, 1),
    way("grad_c_passed", "grad_c", 4, "f", 0.1, 1),
  ];
}

const norm = (values) => Math.hypot(...values);

/** How much of what reaches C came along the belt: norms of the two arrivals, 0 … 1. */
export function beltShare(run, t) {
  const [belt, through] = ["grad_c_from_next", "grad_c_from_h"].map((name) => norm(row(run, name, t)));
  return belt + through === 0 ? null : belt / (belt + through);
}

function arrive(run, t, word) {
  const [h, belt] = ["grad_h", "grad_c_from_next"].map((name) => twoDigits(norm(row(run, name, t))));
  const { step } = run.payload.target;
  if (t > step) return `${word} comes after the target: no gradient arrives here.`;
  if (t === step) {
    return `The gradient starts at ${word}: it enters at h, through the verdict's weights, with norm ${h};` +
      ` nothing comes along the belt yet.`;
  }
  return `At ${word} two gradients arrive: along the conveyor belt,` +
    ` norm ${belt}, and at h from the next step's gates, norm ${h}.`;
}

function add(run, t, word) {
  const share = beltShare(run, t);
  if (share === null) return `No gradient arrives at ${word}.`;
  const belt = Math.round(100 * share);
  const whole = twoDigits(norm(row(run, "grad_c", t)));
  if (belt === 0 || belt === 100) {
    const all = share === 0 ? "" : "practically ";
    const way = belt === 0 ? "through h" : "along the belt";
    return `At ${word} ${all}all of the gradient comes ${way}; its norm is ${whole}.`;
  }
  return `At ${word} ${belt}% of the gradient, by norm, comes along the belt and ${100 - belt}% through h;` +
    ` the sum has norm ${whole}.`;
}

function atGates(run, t, word) {
  const norms = ["f", "i", "g", "o"].map((code) => [code, norm(row(run, `grad_${code}_pre`, t))]);
  const [code, most] = norms.reduce((a, b) => (b[1] > a[1] ? b : a));
  if (most === 0) return `At ${word} no change at a gate would move L.`;
  const name = { f: "forget gate", i: "input gate", g: "candidate", o: "output gate" }[code];
  return `At ${word} the ${name} matters most: before its squashing the norm is ${twoDigits(most)}.` +
    ` A gate wide open or shut passes little.`;
}

function passOn(run, t, word) {
  const [whole, passed] = ["grad_c", "grad_c_passed"].map((name) => norm(row(run, name, t)));
  if (whole === 0) return `Nothing goes on from ${word}.`;
  const before = t > 0 ? quoted(run, t - 1) : "the empty start";
  const share = Math.round((100 * passed) / whole);
  return `At ${word} the forget gate lets ${share}% of the norm through,` +
    ` along the belt to ${before}: norm ${twoDigits(passed)}.`;
}

export const BACK_PHASES = [
  { name: "Arrive", say: arrive, code: "h" },
  { name: "Add", say: add, code: "c" },
  { name: "Gates", say: atGates, code: "f" },
  { name: "Pass on", say: passOn, code: "c" },
];
