// The lesson's panel: one chapter's present stage, with the way on. Every act goes to Python, which answers with
// the next data; nothing of an answer is here before it is given.

import { button, element, make, spelled } from "./blocks.mjs";
import { keep, kept } from "./memory.mjs";

const REST_MS = 60; // a slider that moves tells its value so often at most
const panels = new WeakMap();

function chapters({ chapters: all, chapter }) {
  const items = all.map(({ number, title, done }) => {
    const facts = {
      title, "aria-label": `Chapter ${number}: ${title}${done ? ", done" : ""}`,
      "aria-current": number === chapter ? "step" : null,
    };
    const act = { do: "chapter", to: number };
    return make("li", {}, button(String(number), act, `ll-chapter${done ? " ll-done" : ""}`, facts));
  });
  return make("ol", { class: "ll-chapters", "aria-label": "Chapters" }, ...items);
}

function stages({ stages: all, stage, reached }) {
  const items = all.map((name, n) => make("li", {}, button(name, { do: "stage", to: n + 1 }, "ll-stage", {
    "aria-current": n + 1 === stage ? "step" : null, disabled: n + 1 > reached ? "" : null,
  })));
  return make("ol", { class: "ll-stages", "aria-label": "Steps of the chapter" }, ...items);
}

function feet({ next, stage, stages: all }) {
  const on = next ? [button(next.label, next.act, "ll-next", { "data-next": "" })] : [];
  const skip = stage < all.length ? [button("I know this", { do: "finish" }, "ll-skip")] : [];
  return make("div", { class: "ll-feet" }, ...on, ...skip);
}

/** For who comes back without a link: the way to where they stopped. */
function back({ isBegun }) {
  const stopped = isBegun ? null : kept();
  return stopped ? [make("a", { class: "ll-back", href: stopped.address, target: "_self" }, stopped.label)] : [];
}

/** Everything but the sliders' places: while it is the same, nothing is built anew under the reader's hand. */
function markOf(data) {
  const blocks = data.blocks.map((block) => (block.kind === "valves" ? { kind: "valves" } : block));
  return JSON.stringify({ ...data, blocks });
}

function build(panel, data) {
  const { root } = panel;
  const had = root.contains(root.getRootNode().activeElement);
  root.replaceChildren(
    chapters(data),
    make("h2", { class: "ll-title", tabindex: "-1" }, `${data.chapter}. ${data.title}`),
    stages(data),
    ...back(data),
    ...(data.note ? [make("p", { class: "ll-note" }, data.note)] : []),
    make("div", { class: "ll-body", "aria-live": "polite" }, ...data.blocks.map(element)),
    feet(data),
  );
  if (had) focusOn(root);
}

/** Whoever answered or went on by key stands at what comes next. */
function focusOn(root) {
  const to = root.querySelector(".ll-answer") ?? root.querySelector("[data-next]") ?? root.querySelector(".ll-title");
  to.focus({ preventScroll: true });
}

function update(panel, data) {
  if (data.isBegun) keep({ address: data.address, label: `Go on where you stopped: chapter ${data.chapter}` });
  const mark = markOf(data);
  if (panel.mark !== mark) build(panel, data);
  panel.mark = mark;
  const sum = panel.root.querySelector(".ll-sum");
  const valves = data.blocks.find(({ kind }) => kind === "valves");
  if (sum && valves && sum.textContent !== valves.text) sum.textContent = valves.text;
}

function click(panel, event) {
  const hit = event.target.closest("[data-act]");
  if (hit && !hit.disabled) panel.tell(JSON.parse(hit.dataset.act));
}

/** A valve is turned: its number follows at once, the cell when the hand rests. */
function slide(panel, { target }) {
  const { code, unit } = target.dataset;
  if (!code) return;
  target.nextElementSibling.textContent = spelled(target.value);
  clearTimeout(panel.rest);
  const act = { do: "valve", code, unit: Number(unit), value: Number(target.value) };
  panel.rest = setTimeout(() => panel.tell(act), REST_MS);
}

function begin(root) {
  const panel = { root, mark: "", tell: () => {} };
  root.addEventListener("click", (event) => click(panel, event));
  root.addEventListener("input", (event) => slide(panel, event));
  panels.set(root, panel);
  return panel;
}

/** Streamlit calls this at mounting and on new data. */
export default function show({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".ll-root");
  const panel = panels.get(root) ?? begin(root);
  panel.tell = (act) => setTriggerValue("act", act);
  update(panel, data);
  return () => clearTimeout(panel.rest);
}
