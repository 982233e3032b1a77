// Quantities over the whole sentence: a column a token, a row a unit, each on one fixed scale.

import { css, ink } from "./colours.mjs";
import { ends, scaleOf } from "./cell.mjs";
import { html } from "./dom.mjs";
import { brief, plain, tight } from "./format.mjs";
import { columns, GUTTER } from "./layout.mjs";
import { row } from "./payload.mjs";
import { READABLE } from "./strip.mjs";

export const ALL = "all";
const SHADES = 256;

/** The units in the chosen order of rows. @param {import("./payload.mjs").Run} run @param {string} order */
export function unitsIn(run, order) {
  return run.payload.orders[order] ?? Array.from({ length: run.H }, (_, j) => j);
}

/** One large map in the ribbon's columns. @param {import("./payload.mjs").Run} run @param {number} width @param {number} zoom */
export function makeMap(run, width, zoom = 1) {
  const { column, total } = columns(width, run.T, zoom);
  const isReadable = run.H <= READABLE;
  const rowHeight = isReadable ? Math.round(14 * zoom) : Math.max(2, Math.round((118 * zoom) / run.H));
  const size = { width: total + GUTTER, height: rowHeight * run.H };
  const { canvas, holder } = sheet(size, "lv-inner");
  const root = html("div", { class: "lv-map lv-scroll", tabindex: "0", role: "group", "aria-label": "Map, time by unit" }, holder);
  return { root, maps: [{ canvas, size, column, rowHeight, gutter: GUTTER, isReadable, zoom }], holder, column, total, drawn: "" };
}

/** All maps at once, small and without numbers. @param {import("./payload.mjs").Run} run @param {number} width */
export function makeSmallMaps(run, width, zoom = 1) {
  const codes = run.payload.maps;
  const across = width < 720 ? 2 : codes.length;
  const room = Math.floor((width - (across - 1) * 14) / across);
  const size = { width: room, height: Math.round(94 * zoom) };
  const maps = codes.map((code) => {
    const { canvas, holder } = sheet(size, "lv-sheet");
    const head = html("div", { class: "lv-playhead", "aria-hidden": "true" });
    holder.prepend(head);
    const legend = html("span", { class: "lv-legend" });
    const figure = html("figure", { class: "lv-small" },
      html("figcaption", {}, html("b", {}, run.payload.quantities[code].symbol), ` ${run.payload.quantities[code].label}`, legend), holder);
    return { code, canvas, size, column: room / run.T, rowHeight: size.height / run.H, gutter: 0, isReadable: false, head, legend, figure };
  });
  const root = html("div", { class: "lv-smalls", style: `--lv-across:${across}` }, ...maps.map(({ figure }) => figure));
  return { root, maps, drawn: "" };
}

function sheet(size, kind) {
  const canvas = html("canvas", { class: "lv-canvas", role: "img", style: `width:${size.width}px;height:${size.height}px` });
  return { canvas, holder: html("div", { class: kind, style: `width:${size.width}px` }, canvas) };
}

/** Draw what is not drawn already. @param {{map: string, order: string, palette: object}} look */
export function updateMaps(drawing, run, look) {
  const mark = `${run.id} ${look.map} ${look.order} ${look.palette.dark}`;
  if (drawing.drawn === mark) return;
  drawing.drawn = mark;
  for (const map of drawing.maps) {
    drawMap(map, run, { ...look, code: map.code ?? look.map, units: unitsIn(run, look.order) });
    if (map.legend) fillLegend(map.legend, run, map.code, look.palette);
  }
}

/** A scale's two ends and the colours between. */
export function fillLegend(legend, run, code, palette) {
  const scale = scaleOf(run, code);
  const ramp = html("i", { style: `background:linear-gradient(90deg,${ends(palette, scale).join(",")})` });
  legend.replaceChildren(scale.gate ? "0" : `−${scale.limit}`, ramp, String(scale.limit));
}

function drawMap(map, run, look) {
  const { canvas, size } = map;
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  canvas.width = Math.min(32000, Math.round(size.width * ratio));
  canvas.height = Math.round(size.height * ratio);
  const pen = canvas.getContext("2d");
  pen.scale(canvas.width / size.width, canvas.height / size.height);
  if (map.isReadable) drawNumbers(pen, map, run, look);
  else drawPixels(pen, map, run, look);
  const { label, symbol } = run.payload.quantities[look.code];
  canvas.setAttribute("aria-label", `${label} ${symbol}: ${run.T} words by ${run.H} units`);
}

function shade(palette, scale, value) {
  return scale.gate ? palette.gate(value, scale.code) : palette.signed(value, scale.limit);
}

function drawNumbers(pen, map, run, { code, units, palette }) {
  const { column, rowHeight, gutter, zoom } = map;
  const scale = scaleOf(run, code);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.font = `${12.5 * zoom}px "Source Sans", sans-serif`; // once: it is parsed at every setting
  units.forEach((j, place) => {
    pen.fillStyle = palette.dark ? "#A9B4C2" : "#5B6472";
    pen.fillText(String(j + 1), gutter / 2, (place + 0.5) * rowHeight);
    for (let t = 0; t < run.T; t += 1) {
      const value = row(run, code, t)[j];
      const colour = shade(palette, scale, value);
      const x = gutter + t * column;
      pen.fillStyle = css(colour);
      pen.fillRect(x + 2, place * rowHeight + 1, column - 4, rowHeight - 2);
      pen.fillStyle = ink(colour);
      pen.fillText(code.startsWith("grad") ? brief(value) : column < 52 * zoom ? tight(value) : plain(value), x + column / 2, (place + 0.5) * rowHeight + 0.5);
    }
  });
}

/** One pixel a value, then stretched: a large map costs no more than a small one. */
function drawPixels(pen, map, run, { code, units, palette }) {
  const { gutter, size } = map;
  const scale = scaleOf(run, code);
  const shades = Array.from({ length: SHADES }, (_, n) => {
    const share = n / (SHADES - 1);
    return shade(palette, scale, scale.gate ? share : (2 * share - 1) * scale.limit);
  });
  const picture = new ImageData(run.T, run.H);
  for (let t = 0; t < run.T; t += 1) {
    const values = row(run, code, t);
    units.forEach((j, place) => {
      const share = scale.gate ? values[j] : (values[j] / scale.limit + 1) / 2;
      const colour = shades[Math.round(Math.max(0, Math.min(1, share)) * (SHADES - 1))];
      picture.data.set([...colour, 255], 4 * (place * run.T + t));
    });
  }
  const small = new OffscreenCanvas(run.T, run.H);
  small.getContext("2d").putImageData(picture, 0, 0);
  pen.imageSmoothingEnabled = false;
  pen.drawImage(small, gutter, 0, size.width - gutter, size.height);
}

/** What lies under a point of a canvas: quantity, token and unit, or null. */
export function cellAt(drawing, run, look, canvas, offsetX, offsetY) {
  const map = drawing.maps.find((one) => one.canvas === canvas);
  if (!map) return null;
  const t = Math.floor((offsetX - map.gutter) / map.column);
  const place = Math.floor(offsetY / map.rowHeight);
  if (t < 0 || t >= run.T || place < 0 || place >= run.H) return null;
  return { q: map.code ?? look.map, t, j: unitsIn(run, look.order)[place] };
}
