// The sentence as typed, one chip a token, and the verdict after each.

import { css } from "./colours.mjs";
import { html, svg } from "./dom.mjs";
import { plain } from "./format.mjs";
import { columns, GUTTER } from "./layout.mjs";

const LINE = { height: 52, top: 20, bottom: 44 };

/** @param {import("./payload.mjs").Run} run @param {number} width @param {number} zoom */
export function makeRibbon(run, width, zoom = 1) {
  const { column, total } = columns(width, run.T, zoom);
  const chips = run.payload.tokens.map((token, t) => chip(token, t, run.payload.p_positive[t]));
  const row = html("div", { class: "lv-chips" }, ...chips);
  const { line, dots } = verdictLine(run, column, total, zoom);
  const inner = html("div", { class: "lv-inner", style: `width:${total + GUTTER}px;--lv-column:${column}px` }, row, line);
  const root = html("div", { class: "lv-ribbon lv-scroll", tabindex: "-1" }, inner);
  return { root, chips, dots, column, total };
}

function chip(token, t, p) {
  const title = token.known ? "" : `“${token.read}” is not in the vocabulary: read as <unk>`;
  const button = html("button", {
    type: "button", class: token.known ? "lv-chip" : "lv-chip lv-unknown", "data-t": t,
    "aria-label": `${token.shown}, verdict ${plain(p)}${title && `; ${title}`}`, title: title || token.shown,
  }, token.shown);
  return button;
}

function verdictLine(run, column, total, zoom) {
  const y = (p) => zoom * (LINE.bottom - p * (LINE.bottom - LINE.top));
  const x = (t) => GUTTER + (t + 0.5) * column;
  const points = run.payload.p_positive;
  const line = svg("svg", { class: "lv-verdicts", width: total + GUTTER, height: LINE.height * zoom, "aria-hidden": "true" });
  line.append(svg("line", { x1: GUTTER, x2: total + GUTTER, y1: y(0.5), y2: y(0.5), class: "lv-half" }));
  line.append(svg("text", { x: 2, y: y(0.5) + 4, class: "lv-axis" }, "0.5"));
  line.append(svg("polyline", { points: points.map((p, t) => `${x(t)},${y(p)}`).join(" "), class: "lv-line" }));
  const dots = points.map((p, t) => {
    const dot = svg("circle", { cx: x(t), cy: y(p), r: 5 * zoom, class: "lv-dot" });
    const text = svg("text", {
      x: x(t), y: y(p) - 9 * zoom, class: "lv-p", "data-q": "p_positive", "data-t": t, "data-j": 0, "data-value": p,
    }, plain(p));
    line.append(dot, text);
    return { dot, text, p };
  });
  return { line, dots };
}

/** Colour the dots once and move the mark; only what changes is touched. */
export function updateRibbon(ribbon, step, palette) {
  if (ribbon.coloured !== palette.dark) {
    ribbon.coloured = palette.dark;
    ribbon.dots.forEach(({ dot, p }) => dot.setAttribute("fill", css(palette.verdict(p))));
  }
  const was = ribbon.step ?? -1;
  for (let t = Math.max(0, Math.min(was, step)); t <= Math.max(was, step); t += 1) {
    const isNow = t === step;
    const { dot, text } = ribbon.dots[t];
    ribbon.chips[t].classList.toggle("lv-now", isNow);
    dot.classList.toggle("lv-now", isNow);
    text.classList.toggle("lv-now", isNow);
    if (isNow) ribbon.chips[t].setAttribute("aria-current", "step");
    else ribbon.chips[t].removeAttribute("aria-current");
  }
  ribbon.step = step;
}
