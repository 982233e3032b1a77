// One quantity over the whole sentence: a column a token, a row a unit, on one fixed scale.

import { css, ink } from "./colours.mjs";
import { scaleOf } from "./cell.mjs";
import { html } from "./dom.mjs";
import { plain, tight } from "./format.mjs";
import { columns, GUTTER } from "./layout.mjs";
import { row } from "./payload.mjs";
import { READABLE } from "./strip.mjs";


/** @param {import("./payload.mjs").Run} run @param {number} width */
export function makeMap(run, width) {
  const { column, total } = columns(width, run.T);
  const rowHeight = run.H <= READABLE ? 14.5 : Math.max(2, Math.round(118 / run.H));
  const size = { width: total + GUTTER, height: rowHeight * run.H };
  const canvas = html("canvas", { class: "lv-canvas", role: "img" });
  canvas.style.width = `${size.width}px`;
  canvas.style.height = `${size.height}px`;
  const root = html("div", { class: "lv-map lv-scroll", tabindex: "0", role: "group", "aria-label": "Map, time by unit" },
    html("div", { class: "lv-inner", style: `width:${size.width}px` }, canvas));
  return { root, canvas, size, column, rowHeight, drawn: "" };
}

/** Draw the map of a quantity, where it is not drawn already. */
export function updateMap(map, run, code, palette) {
  const mark = `${run.id} ${code} ${palette.dark}`;
  if (map.drawn === mark) return;
  map.drawn = mark;
  const { canvas, size } = map;
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  canvas.width = Math.min(32000, size.width * ratio);
  canvas.height = size.height * ratio;
  const pen = canvas.getContext("2d");
  pen.scale(canvas.width / size.width, ratio);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  drawUnits(pen, map, run, palette);
  pen.font = '12.5px "Source Sans", sans-serif'; // once: it is parsed at every setting
  for (let t = 0; t < run.T; t += 1) drawColumn(pen, map, run, code, palette, t);
  const { label, symbol } = run.payload.quantities[code];
  canvas.setAttribute("aria-label", `${label} ${symbol}: ${run.T} words by ${run.H} units`);
}

function drawUnits(pen, map, run, palette) {
  pen.fillStyle = palette.dark ? "#A9B4C2" : "#5B6472";
  pen.font = '12px "Source Sans", sans-serif';
  if (run.H > READABLE) return;
  for (let j = 0; j < run.H; j += 1) pen.fillText(String(j + 1), GUTTER / 2, (j + 0.5) * map.rowHeight);
}

function drawColumn(pen, map, run, code, palette, t) {
  const scale = scaleOf(run, code);
  const values = row(run, code, t);
  const { column, rowHeight } = map;
  const gap = run.H <= READABLE ? 2 : 0;
  const x = GUTTER + t * column;
  for (let j = 0; j < run.H; j += 1) {
    const colour = scale.gate ? palette.gate(values[j], code) : palette.signed(values[j], scale.limit);
    pen.fillStyle = css(colour);
    pen.fillRect(x + 2, j * rowHeight + gap / 2, column - 4, rowHeight - gap);
    if (run.H > READABLE) continue;
    pen.fillStyle = ink(colour);
    pen.fillText(column < 52 ? tight(values[j]) : plain(values[j]), x + column / 2, (j + 0.5) * rowHeight + 0.5);
  }
}

/** What lies under a point of the canvas: token and unit, or null. */
export function cellAt(map, run, offsetX, offsetY) {
  const t = Math.floor((offsetX - GUTTER) / map.column);
  const j = Math.floor(offsetY / map.rowHeight);
  return t >= 0 && t < run.T && j >= 0 && j < run.H ? { t, j } : null;
}
