// The panel's blocks: data in, elements out. Text goes in as text, never as markup.

const SUNK = /((?<=\b[WUb])_[figoh]\b|[ₜₛ₋₊₁]+)/;
const MARKS = { right: "✓", wrong: "✗" };

/** @param {string} tag @param {object} attributes @param {...(Node|string)} children */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

const onAct = (act) => JSON.stringify(act);

/** A button that does an act. @param {object} act for `controls.py` */
export function button(label, act, kind, more = {}) {
  return make("button", { type: "button", class: kind, "data-act": onAct(act), ...more }, label);
}

/** A formula: what stands below the line as a real subscript. @param {string} text */
function formula(text) {
  return text.split(SUNK).filter(Boolean).map((part) => {
    if (!SUNK.test(part)) return part;
    const plain = part.replace("_", "").replaceAll("ₜ", "t").replaceAll("ₛ", "s").replace("₋", "−").replace("₊", "+")
      .replace("₁", "1");
    return make("sub", {}, plain);
  });
}

/** One of a question's three answers: a button as long as it is open. */
function answer(question, text, n) {
  const { slot, chosen, right } = question;
  if (chosen === null) return button(text, { do: "answer", slot, choice: n }, "ll-answer");
  const kind = right === null ? "" : n === right ? "right" : n === chosen ? "wrong" : "";
  const yours = n === chosen ? make("small", {}, "your answer") : "";
  const mark = make("span", { class: "ll-mark", "aria-hidden": kind ? null : "true" }, MARKS[kind] ?? "");
  return make("p", { class: `ll-given ll-${kind || "other"}`, "data-chosen": n === chosen ? "yes" : null },
    mark, make("span", {}, text), yours);
}

function question(block) {
  const { text, options, chosen, right, because, small, slot } = block;
  const told = because === null ? [] : [make("p", { class: "ll-because" },
    make("b", {}, chosen === right ? "Right. " : "Not quite. "), ...formula(because))];
  const answers = make("div", { class: "ll-answers" }, ...options.map((option, n) => answer(block, option, n)));
  const kind = `ll-question${small ? " ll-small" : ""}`;
  return make("div", { class: kind, role: "group", "aria-label": text, "data-slot": slot },
    make("p", { class: "ll-ask" }, ...formula(text)), answers, ...told);
}

function layers({ all, on }) {
  const name = (layer) => layer[0].toUpperCase() + layer.slice(1);
  return make("div", { class: "ll-layers", role: "group", "aria-label": "Explained in" },
    ...all.map((layer) =>
      button(name(layer), { do: "layer", to: layer }, "ll-layer", { "aria-pressed": String(layer === on) })));
}

function valve({ code, name, values, ends }, unit, step) {
  const [least, most] = ends;
  const slider = make("input", {
    type: "range", min: least, max: most, step, value: values[unit], "data-code": code, "data-unit": unit,
    "aria-label": `${name}, unit ${unit + 1}`,
  });
  return make("label", { class: `ll-valve ll-valve-${code}` },
    make("span", {}, `unit ${unit + 1}`), slider, make("output", {}, spelled(values[unit])));
}

/** A number with two digits and a true minus. @param {number} value */
export const spelled = (value) => Number(value).toFixed(2).replace("-", "−");

function valves({ rows, step, text }) {
  const groups = rows.map((row) => make("fieldset", { class: "ll-valves" },
    make("legend", {}, row.name), ...row.values.map((_, unit) => valve(row, unit, step))));
  return make("div", {}, ...groups, make("p", { class: "ll-sum", role: "status" }, text));
}

const KINDS = {
  text: ({ text }) => make("p", {}, ...formula(text)),
  heading: ({ text }) => make("h3", {}, text),
  keep: ({ text }) => make("p", { class: "ll-keep" }, text),
  equation: ({ text }) => make("p", { class: "ll-equation" }, ...formula(text)),
  receipt: ({ parts }) => make("p", { class: "ll-receipt" }, parts.join("")),
  code: ({ name, text }) => make("div", {},
    make("h3", {}, name), make("pre", { class: "ll-code", tabindex: "0", "aria-label": `${name} code` }, text)),
  myth: ({ text, truth }) => make("div", { class: "ll-myth" },
    make("p", {}, make("b", {}, "Often said: "), `“${text}”`), make("p", {}, make("b", {}, "In fact: "), truth)),
  question, layers, valves,
};

/** @param {{kind: string}} block from lstm_viz/chapters/lesson/panel.py */
export const element = (block) => KINDS[block.kind](block);
