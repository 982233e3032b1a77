// Quantities over the sentence as far as it was read: a column a token, a row a unit, on one fixed scale.

import { css, ink } from "./colours.mjs";
import { ends, scaleOf } from "./cell.mjs";
import { html } from "./dom.mjs";
import { brief, plain, tight } from "./format.mjs";
import { columnsKnown, isKnown } from "./known.mjs";
import { columnAt } from "./layout.mjs";
import { row } from "./payload.mjs";
import { READABLE } from "./strip.mjs";

export const ALL = "all";
const FONT_OF_MAP = '"Source Sans", sans-serif';

/** The units in the chosen order of rows. @param {import("./payload.mjs").Run} run @param {string} order */
export function unitsIn(run, order) {
  return run.payload.orders[order] ?? Array.from({ length: run.H }, (_, j) => j);
}

/**
 * One large map in the ribbon's columns. Where the sentence scrolls the units' numbers stay, on a sheet of their own.
 * @param {import("./payload.mjs").Run} run @param {object} grid of `columns` @param {number} width @param {number} zoom
 */
export function makeMap(run, grid, width, zoom = 1) {
  const isReadable = run.H <= READABLE;
  const rowHeight = isReadable ? Math.round(14 * zoom) : Math.max(2, Math.round((118 * zoom) / run.H));
  const size = { width: grid.total + grid.gutter, height: rowHeight * run.H };
  const { canvas, holder } = sheet(size, "lv-inner");
  const pin = isReadable && size.width > width ? sheet({ width: grid.gutter, height: size.height }, "lv-pin") : null;
  if (pin) {
    pin.holder.style.marginBottom = `${-size.height}px`;
    pin.canvas.setAttribute("aria-hidden", "true");
    holder.prepend(pin.holder);
  }
  const root = html("div", {
    class: "lv-map lv-scroll", tabindex: "0", role: "group", "aria-label": "Map, time by unit",
  }, holder);
  const map = { canvas, size, grid, rowHeight, isReadable, zoom, pin: pin?.canvas, upTo: 0 };
  return { root, maps: [map], holder, grid, drawn: "" };
}

/** All maps at once, small and without numbers. @param {import("./payload.mjs").Run} run @param {number} width */
export function makeSmallMaps(run, width, zoom = 1) {
  const codes = run.payload.maps;
  const across = width < 720 ? 2 : codes.length;
  const room = Math.floor((width - (across - 1) * 14) / across);
  const size = { width: room, height: Math.round(94 * zoom) };
  const wide = room / run.T;
  const lefts = Array.from({ length: run.T }, (_, t) => t * wide);
  const grid = { gutter: 0, lefts, widths: Array(run.T).fill(wide), total: room };
  const maps = codes.map((code) => {
    const { canvas, holder } = sheet(size, "lv-sheet");
    const head = html("div", { class: "lv-playhead", "aria-hidden": "true" });
    holder.prepend(head);
    const legend = html("span", { class: "lv-legend" });
    const { label, symbol } = run.payload.quantities[code];
    const figure = html("figure", { class: "lv-small" },
      html("figcaption", {}, label, ", ", html("b", {}, symbol), legend), holder);
    const rowHeight = size.height / run.H;
    return { code, canvas, size, grid, rowHeight, isReadable: false, head, legend, figure, upTo: 0 };
  });
  const root = html("div", { class: "lv-smalls", style: `--lv-across:${across}` }, ...maps.map(({ figure }) => figure));
  return { root, maps, drawn: "" };
}

function sheet(size, kind) {
  const style = `width:${size.width}px;height:${size.height}px`;
  const canvas = html("canvas", { class: "lv-canvas", role: "img", style });
  return { canvas, holder: html("div", { class: kind, style: `width:${size.width}px` }, canvas) };
}

/**
 * Draw what was read and is not drawn already, and take away what is to be read again.
 * @param {{map: string, order: string, palette: object, known: number}} look
 */
export function updateMaps(drawing, run, look) {
  const mark = `${run.id} ${look.map} ${look.order} ${look.palette.dark} ${run.payload.limits.c}`;
  const isNew = drawing.drawn !== mark;
  drawing.drawn = mark;
  for (const map of drawing.maps) {
    const code = map.code ?? look.map;
    const upTo = columnsKnown(code, look.known, run.T);
    if (!isNew && upTo === map.upTo) continue;
    const scene = { code, units: unitsIn(run, look.order), palette: look.palette, scale: scaleOf(run, code) };
    if (isNew) begin(map, run, scene);
    if (isNew || upTo < map.upTo) map.upTo = wipe(map, isNew ? 0 : upTo);
    for (; map.upTo < upTo; map.upTo += 1) drawColumn(map, run, scene, map.upTo);
    const { label, symbol } = run.payload.quantities[code];
    map.canvas.setAttribute("aria-label", `${label} ${symbol}: ${run.H} units, ${upTo} of ${run.T} words read`);
    if (map.legend && isNew) fillLegend(map.legend, run, code, look.palette);
  }
}

/** Give a canvas its size on the screen; returns its pen. */
function penOn(canvas, size) {
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  canvas.width = Math.min(32000, Math.round(size.width * ratio));
  canvas.height = Math.round(size.height * ratio);
  const pen = canvas.getContext("2d");
  pen.scale(canvas.width / size.width, canvas.height / size.height);
  Object.assign(pen, { textAlign: "center", textBaseline: "middle", imageSmoothingEnabled: false });
  return pen;
}

function begin(map, run, { units, palette }) {
  map.pen = penOn(map.canvas, map.size);
  map.pen.font = `${12.5 * (map.zoom ?? 1)}px ${FONT_OF_MAP}`; // once: it is parsed at every setting
  map.small ??= map.isReadable ? null : new OffscreenCanvas(1, run.H);
  if (!map.isReadable) return;
  const pen = map.pin ? penOn(map.pin, { width: map.grid.gutter, height: map.size.height }) : map.pen;
  if (map.pin) pen.font = map.pen.font;
  pen.fillStyle = palette.dark ? "#A9B4C2" : "#5B6472";
  units.forEach((j, place) => pen.fillText(String(j + 1), map.grid.gutter / 2, (place + 0.5) * map.rowHeight));
}

/** Take the columns from one on away. @returns {number} how many stay */
function wipe({ pen, grid, size }, from) {
  const left = grid.gutter + (grid.lefts[from] ?? 0);
  pen.clearRect(left, 0, size.width - left, size.height);
  return from;
}

function shade(palette, scale, value) {
  return scale.gate ? palette.gate(value, scale.code) : palette.signed(value, scale.limit);
}

function drawColumn(map, run, scene, t) {
  if (map.isReadable) drawNumbers(map, run, scene, t);
  else drawPixels(map, run, scene, t);
}

function drawNumbers({ pen, grid, rowHeight, zoom }, run, { code, units, palette, scale }, t) {
  const values = row(run, code, t);
  const [x, wide] = [grid.gutter + grid.lefts[t], grid.widths[t]];
  units.forEach((j, place) => {
    const colour = shade(palette, scale, values[j]);
    pen.fillStyle = css(colour);
    pen.fillRect(x + 2, place * rowHeight + 1, wide - 4, rowHeight - 2);
    pen.fillStyle = ink(colour);
    const text = code.startsWith("grad") ? brief(values[j]) : wide < 52 * zoom ? tight(values[j]) : plain(values[j]);
    pen.fillText(text, x + wide / 2, (place + 0.5) * rowHeight + 0.5);
  });
}

/** One pixel a value, then stretched: a large map costs no more than a small one. */
function drawPixels({ pen, grid, size, small }, run, { code, units, palette, scale }, t) {
  const values = row(run, code, t);
  const picture = new ImageData(1, run.H);
  units.forEach((j, place) => picture.data.set([...shade(palette, scale, values[j]), 255], 4 * place));
  small.getContext("2d").putImageData(picture, 0, 0);
  pen.drawImage(small, grid.gutter + grid.lefts[t], 0, grid.widths[t], size.height);
}

/** A scale's two ends and the colours between; and what lies beyond it. */
export function fillLegend(legend, run, code, palette) {
  const scale = scaleOf(run, code);
  const ramp = html("i", { style: `background:linear-gradient(90deg,${ends(palette, scale).join(",")})` });
  const beyond = scale.largest > scale.limit
    ? [
      html("i", { class: "lv-beyond", style: `background:${css(palette.signed(Infinity, 1))}` }),
      `beyond: up to ±${scale.largest.toFixed(1)}`,
    ] : [];
  legend.replaceChildren(scale.gate ? "0" : `−${scale.limit}`, ramp, String(scale.limit), ...beyond);
}

/**
 * What stands above the map: which quantity is chosen, in which order, and its scale.
 * @param {{map: string, order: string, palette: object}} look
 */
export function updateMapHead(head, run, { map, order, palette }) {
  const mark = `${run.id} ${map} ${order} ${palette.dark} ${run.payload.limits.c}`;
  if (head.drawn === mark) return;
  head.drawn = mark;
  head.tabs.forEach((tab) => tab.setAttribute("aria-pressed", String(tab.dataset.map === map)));
  head.order.value = order;
  const isAll = map === ALL;
  const size = `${run.H} units × ${run.T} ${run.T === 1 ? "word" : "words"}`;
  head.title.textContent = isAll ? size : `${run.payload.quantities[map].label}, ${size}`;
  head.legend.hidden = isAll;
  if (!isAll) fillLegend(head.legend, run, map, palette);
}

/** What lies under a point of a canvas: quantity, token and unit, or null where nothing is drawn. */
export function cellAt(drawing, run, look, canvas, offsetX, offsetY) {
  const map = drawing.maps.find((one) => one.canvas === canvas);
  if (!map) return null;
  const t = columnAt(map.grid, offsetX);
  const place = Math.floor(offsetY / map.rowHeight);
  const q = map.code ?? look.map;
  if (t < 0 || place < 0 || place >= run.H || !isKnown(q, t, look.known)) return null;
  return { q, t, j: unitsIn(run, look.order)[place] };
}
