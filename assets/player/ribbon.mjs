// The sentence as typed, one chip a token, and the verdict after each word that was read.

import { css } from "./colours.mjs";
import { html, svg } from "./dom.mjs";
import { plain } from "./format.mjs";
import { columns, NARROW } from "./layout.mjs";
import { leaning } from "./verdict.mjs";

const EDGES = { top: 22, bottom: 9 }; // px of the curve's height for the numbers above a dot and the dot itself
const CHIP = { font: '500 15.5px "Source Sans", sans-serif', edges: 24, most: 230 }; // px
let ruler; // a pen that measures words

/** How wide each word's chip wants to be. @param {import("./payload.mjs").Run} run */
function wordWidths(run, zoom) {
  ruler ??= document.createElement("canvas").getContext("2d");
  ruler.font = CHIP.font;
  const wide = (text) => Math.ceil(ruler.measureText(text.slice(0, 60)).width) + CHIP.edges;
  return run.payload.tokens.map(({ shown }) => zoom * Math.min(CHIP.most, wide(shown)));
}

/** @param {import("./payload.mjs").Run} run @param {number} width @param {{zoom: number, curve: number}} size */
export function makeRibbon(run, width, { zoom, curve }) {
  const grid = columns(width, wordWidths(run, zoom), zoom);
  const chips = run.payload.tokens.map((token, t) => chip(token, t, grid.widths[t]));
  const row = html("div", { class: "lv-chips", style: `padding-left:${grid.gutter}px` }, ...chips);
  const wide = grid.total + grid.gutter;
  const height = curve * zoom;
  const y = (p) => zoom * EDGES.top + (1 - p) * (height - zoom * (EDGES.top + EDGES.bottom));
  const facts = { class: "lv-verdicts", width: wide, height, "aria-hidden": "true" };
  const line = svg("svg", facts, ...halves(grid, y, height));
  const path = svg("polyline", { class: "lv-line" });
  line.append(path);
  const inner = html("div", { class: "lv-inner", style: `width:${wide}px` },
    row, axis(grid, y, height, width < NARROW, zoom), line);
  const root = html("div", { class: "lv-ribbon lv-scroll", tabindex: "-1" }, inner);
  const middle = (t) => grid.gutter + grid.lefts[t] + grid.widths[t] / 2;
  const dots = run.payload.p_positive.map((p, t) => ({ p, x: middle(t), y: y(p), parts: null }));
  return { root, chips, dots, line, path, grid, zoom, tokens: run.payload.tokens, shown: 0 };
}

function chip(token, t, wide) {
  const title = token.known ? "" : `“${token.read}” is not in the vocabulary: read as <unk>`;
  return html("button", {
    type: "button", class: token.known ? "lv-chip lv-unread" : "lv-chip lv-unread lv-unknown",
    "data-t": t, tabindex: t === 0 ? 0 : -1,
    style: `flex-basis:${wide - 6}px`, title: title || token.shown,
  }, token.shown);
}

/** The curve's ground: positive above one half, negative below. */
function halves({ gutter, total }, y, height) {
  const rect = (top, bottom, kind) => svg("rect", {
    x: gutter, width: total, y: top, height: bottom - top, class: `lv-ground lv-ground-${kind}`,
  });
  return [
    rect(0, y(0.5), "positive"), rect(y(0.5), height, "negative"),
    svg("line", { x1: gutter, x2: total + gutter, y1: y(0.5), y2: y(0.5), class: "lv-half" }),
  ];
}

/** The curve's axis stays in view when the sentence scrolls. */
function axis({ gutter }, y, height, isNarrow, zoom) {
  const marks = isNarrow ? [["1", 1], ["½", 0.5], ["0", 0]] : [["positive 1", 1], ["½", 0.5], ["negative 0", 0]];
  const texts = marks.map(([words, p]) => svg("text", { x: gutter - 6, y: y(p) + 4 * zoom, class: "lv-axis" }, words));
  const sheet = svg("svg", { width: gutter, height, "aria-hidden": "true" }, ...texts);
  const style = `width:${gutter}px;height:${height}px;margin-bottom:${-height}px`;
  return html("div", { class: "lv-pin", style }, sheet);
}

/**
 * Show the verdicts of the words that were read, and no others; move the mark.
 * @param {object} ribbon
 * @param {{step: number, isBefore: boolean, words: number, palette: object}} look
 * `words`: how many are read
 */
export function updateRibbon(ribbon, look) {
  const { palette, words } = look;
  if (ribbon.coloured !== palette.dark) {
    ribbon.coloured = palette.dark;
    ribbon.dots.forEach(({ parts, p }) => parts?.dot.setAttribute("fill", css(palette.verdict(p))));
  }
  const [from, to] = [Math.min(ribbon.shown, words), Math.max(ribbon.shown, words)];
  for (let t = from; t < to; t += 1) reveal(ribbon, t, t < words, palette);
  if (ribbon.shown !== words || !ribbon.isDrawn) {
    ribbon.path.setAttribute("points", ribbon.dots.slice(0, words).map(({ x, y }) => `${x},${y}`).join(" "));
  }
  Object.assign(ribbon, { shown: words, isDrawn: true });
  moveMark(ribbon, look.isBefore ? -1 : look.step);
}

function reveal(ribbon, t, isRead, palette) {
  const dot = ribbon.dots[t];
  const button = ribbon.chips[t];
  button.classList.toggle("lv-unread", !isRead);
  if (!isRead) {
    Object.values(dot.parts ?? {}).forEach((part) => part.remove());
    dot.parts = null;
    button.removeAttribute("aria-label");
    return;
  }
  const { x, y, p } = dot;
  const { zoom, tokens } = ribbon;
  const isNow = t === ribbon.step ? " lv-now" : "";
  dot.parts = {
    dot: svg("circle", { cx: x, cy: y, r: 5 * zoom, class: `lv-dot${isNow}`, fill: css(palette.verdict(p)) }),
    text: svg("text", {
      x, y: y - 9 * zoom, class: `lv-p${isNow}`, "data-q": "p_positive", "data-t": t, "data-j": 0, "data-value": p,
    }, plain(p)),
  };
  ribbon.line.append(dot.parts.dot, dot.parts.text);
  const known = tokens[t].known ? "" : `; “${tokens[t].read}” is not in the vocabulary: read as <unk>`;
  button.setAttribute("aria-label", `${tokens[t].shown}, verdict ${plain(p)}, ${leaning(p)}${known}`);
}

function moveMark(ribbon, step) {
  if (ribbon.step === step) return;
  mark(ribbon, ribbon.step, false);
  mark(ribbon, step, true);
  ribbon.step = step;
}

function mark({ chips, dots }, t, isNow) {
  const button = chips[t];
  if (!button) return;
  button.classList.toggle("lv-now", isNow);
  for (const part of Object.values(dots[t].parts ?? {})) part.classList.toggle("lv-now", isNow);
  if (isNow) {
    chips.find((one) => one.tabIndex === 0)?.setAttribute("tabindex", "-1");
    if (chips.includes(button.getRootNode().activeElement)) button.focus({ preventScroll: true });
    button.setAttribute("aria-current", "step");
    button.tabIndex = 0;
  } else button.removeAttribute("aria-current");
}
