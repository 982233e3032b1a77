// A strip: the values of one vector, one cell a unit, always in the same order.
//
// Strips move at sixty frames a second on weak machines too, so they are painted on one canvas
// above the cell's drawing. What they show stands in the page as well: each has an element with
// its values, its words for those who hear the page, and the place where a click finds a number.

import { css, ink } from "./colours.mjs";
import { drop, put, svg } from "./dom.mjs";
import { brief, plain } from "./format.mjs";

export const READABLE = 16; // up to so many units a number is printed in each cell
const FONT_SIZE = 10; // px
const ASIDE = 0.3; // how much is seen of what a lesson's chapter is not about
const SHUT = 0.06; // how high a shut valve's line is, as a share of the cell
export const FONT = `600 ${FONT_SIZE}px "Source Sans", sans-serif`;

/**
 * @param {string} name strip's name, e.g. "c_prev"
 * @param {{x: number, y: number, width: number, height: number}} place
 * @param {number} count
 */
export function makeStrip(name, place, count) {
  const group = svg("rect", { ...place, class: `lv-strip lv-${name}`, role: "img", "data-strip": name });
  return {
    name, place, count, group, hasNumbers: count <= READABLE, at: [place.x, place.y],
    values: new Float32Array(count), scale: null, shares: null, shown: null, isLater: true, isMoving: false, marks: [],
  };
}

/** Which unit lies under a point of a strip, a share 0 … 1 of its width. */
export function unitAt(count, share) {
  return Math.max(0, Math.min(count - 1, Math.floor(share * count)));
}

/**
 * Give a strip its values.
 * @param {object} strip @param {Float32Array} values
 * @param {{limit: number, gate: boolean, code: string}} scale
 * @param {{name: string, t: number}} source whose values these are: they may be on their way
 */
export function fillStrip(strip, values, scale, source) {
  const { group, hasNumbers } = strip;
  put(group, "data-of", source.name);
  put(group, "data-at", String(source.t));
  put(group, "data-values", values.join(" "));
  const say = source.name.startsWith("grad") ? brief : plain;
  const spoken = hasNumbers ? Array.from(values, say).join(", ") : `${values.length} values`;
  put(group, "aria-label", `${source.name}: ${spoken}`);
  Object.assign(strip, { values, scale, shown: source.name, shares: null });
}

/** Take a strip's values away: its phase is still to come, and nobody shall find them before. */
export function emptyStrip(strip) {
  const { group, name } = strip;
  if (group.dataset.at === undefined && strip.key === "") return;
  for (const fact of ["data-of", "data-at", "data-values", "data-marks"]) drop(group, fact);
  put(group, "aria-label", `${name}: not computed yet`);
  Object.assign(strip, { values: new Float32Array(strip.count), shown: null, shares: null, key: "" });
}

/** Say whether a strip's phase is still to come; its cells are then empty. */
export function postpone(strip, isLater) {
  strip.isLater = isLater;
  strip.group.classList.toggle("lv-later", isLater);
}

/**
 * Paint a strip where it is.
 * @param {CanvasRenderingContext2D} pen
 * @param {object} strip @param {{palette: object, story: boolean}} look
 */
export function paintStrip(pen, strip, look) {
  const [x, y] = strip.at;
  pen.translate(x, y);
  pen.globalAlpha = strip.isAside ? ASIDE : 1;
  if (strip.hasNumbers) paintCells(pen, strip, look);
  else paintBars(pen, strip, look);
  if (!strip.isLater) for (const mark of strip.marks) paintMark(pen, strip, mark, look.palette);
  pen.globalAlpha = 1;
  pen.translate(-x, -y);
}

/** How a cell is filled: [top, height] as shares of it, and its colour. */
function level(strip, j, { palette, story }) {
  const { scale, values, shares } = strip;
  if (!scale.gate) {
    const share = shares?.[j] ?? 1;
    return [(1 - share) / 2, share, palette.signed(values[j], scale.limit)];
  }
  const top = 1 - values[j];
  if (!story) return [top, values[j], palette.gauge(scale.code)];
  const open = Math.max(SHUT, values[j]); // an opening in the middle; shut, it is a line
  return [(1 - open) / 2, open, palette.own(scale.code)];
}

function paintCells(pen, strip, look) {
  const { place: { width, height }, count, isLater } = strip;
  const { palette, story } = look;
  const pitch = width / count;
  const wide = pitch - 2.5;
  pen.fillStyle = palette.slot;
  pen.beginPath();
  for (let j = 0; j < count; j += 1) pen.roundRect(j * pitch, 0, wide, height, Math.min(4, height / 2));
  pen.fill();
  for (let j = 0; j < count && !isLater; j += 1) {
    const [top, share, colour] = level(strip, j, look);
    pen.fillStyle = css(colour);
    box(pen, j * pitch, top * height, wide, share * height);
  }
  if (!story && !isLater) printCells(pen, strip, look, { pitch, wide });
}

/** Print the numbers. One font for all sizes: a new one brings the whole page's style up to date. */
function printCells(pen, strip, look, { pitch, wide }) {
  const { place: { height }, count, scale, values } = strip;
  const size = Math.min(13.5, wide / 2.3) / FONT_SIZE;
  pen.scale(size, size);
  for (let j = 0; j < count; j += 1) {
    const [, share, colour] = level(strip, j, look);
    const isOnColour = !scale.gate && share > 0.6;
    pen.fillStyle = isOnColour ? ink(colour) : look.palette.ink;
    pen.fillText(scale.spell(values[j]), (j * pitch + wide / 2) / size, (height / 2 + 0.5) / size);
  }
  pen.scale(1 / size, 1 / size);
}

function box(pen, x, y, width, height) {
  pen.beginPath();
  pen.roundRect(x, y, width, height, Math.min(4, height / 2));
  pen.fill();
}

/** Gates rise from the floor; signed values stand up or hang down from the middle. */
function paintBars(pen, strip, { palette }) {
  const { place: { width, height }, count, scale, isLater, values, shares } = strip;
  pen.fillStyle = palette.slot;
  pen.fillRect(0, 0, width, height);
  if (isLater) return;
  const pitch = width / count;
  const signs = [-2, -1, 1, 2]; // 2: beyond the scale
  const colours = scale.gate ? [palette.gauge(scale.code)] : signs.map((size) => palette.signed(size, 1));
  const beyond = (value) => (Math.abs(value) > scale.limit ? Math.sign(value) : 0);
  const kindOf = (value) => (scale.gate ? 0 : (value < 0 ? 1 : 2) + beyond(value));
  for (const [kind, colour] of colours.entries()) {
    pen.fillStyle = css(colour);
    for (let j = 0; j < count; j += 1) {
      if (kindOf(values[j]) !== kind) continue;
      const { top, length } = bar(values[j] * (shares?.[j] ?? 1), height, scale);
      pen.fillRect(j * pitch, top, pitch - 0.4, length);
    }
  }
}

/** Where a bar begins and how long it is. @param {number} value @param {number} height of the strip */
export function bar(value, height, scale) {
  const share = Math.min(1, Math.abs(value) / (scale.gate ? 1 : scale.limit));
  const length = share * (scale.gate ? height : height / 2);
  if (scale.gate) return { top: height - length, length };
  return { top: height / 2 - (value < 0 ? 0 : length), length };
}

/** Frame the picked unit, or one that the sentence names. */
function paintMark(pen, { place: { width, height }, count, hasNumbers }, mark, palette) {
  const pitch = width / count;
  pen.strokeStyle = palette.ink;
  pen.lineWidth = mark.kind === "named" ? 2 : 2.5;
  pen.setLineDash(mark.kind === "named" ? [3, 3] : []);
  pen.beginPath();
  pen.roundRect(mark.j * pitch - (hasNumbers ? 1.25 : 1), -2, pitch + (hasNumbers ? 0 : 2), height + 4, 5);
  pen.stroke();
}
