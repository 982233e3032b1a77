// A strip: the values of one vector, one cell a unit, always in the same order.

import { css, ink } from "./colours.mjs";
import { svg } from "./dom.mjs";
import { plain, tight } from "./format.mjs";

export const READABLE = 16; // up to so many units a number is printed in each cell

/**
 * Up to `READABLE` units every cell is an element with its number; more are two paths, one for
 * each sign, since a thousand moving elements cost frames.
 * @param {string} name strip's name, e.g. "c_prev" @param {string} code quantity it shows
 * @param {{x: number, y: number, width: number, height: number}} place
 * @param {number} count
 */
export function makeStrip(name, code, place, count) {
  const group = svg("g", { class: `lv-strip lv-${name}`, role: "img", "data-strip": name });
  const strip = { name, code, group, place, count, numbers: count <= READABLE, shown: null, shares: null };
  if (strip.numbers) withCells(strip);
  else withBars(strip);
  strip.mark = svg("rect", { class: "lv-mark", y: -2, height: place.height + 4, width: place.width / count, visibility: "hidden" });
  group.append(strip.mark);
  return strip;
}

function withCells(strip) {
  const { place, count, group } = strip;
  const pitch = place.width / count;
  const size = { width: pitch - 2.5, height: place.height };
  strip.cells = Array.from({ length: count }, (_, j) => {
    const box = { x: j * pitch, y: 0, ...size, rx: 4 };
    const level = svg("rect", { ...box, class: "lv-level" });
    const text = svg("text", { x: box.x + size.width / 2, y: place.height / 2, class: "lv-number", "data-j": j });
    text.style.fontSize = `${Math.min(13.5, size.width / 2.3)}px`;
    text.append("");
    group.append(svg("rect", { ...box, class: "lv-slot" }), level, text);
    return { level, text, word: text.firstChild };
  });
}

function withBars(strip) {
  const { width, height } = strip.place;
  strip.bars = [svg("path", { class: "lv-level" }), svg("path", { class: "lv-level" })];
  strip.group.append(svg("rect", { width, height, class: "lv-slot" }), ...strip.bars);
}

/** Put a strip at a point. */
export function moveStrip(strip, [x, y]) {
  strip.group.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)})`);
}

/** Which unit lies under a point of a strip, a share 0 … 1 of its width. */
export function unitAt(count, share) {
  return Math.max(0, Math.min(count - 1, Math.floor(share * count)));
}

/** Frame one unit's cell, or none. @param {object} strip @param {?number} j @param {string} kind */
export function markUnit(strip, j, kind = "picked") {
  const isShown = j !== null && j < strip.count;
  strip.mark.setAttribute("visibility", isShown ? "inherit" : "hidden");
  if (!isShown) return;
  strip.mark.setAttribute("data-kind", kind);
  strip.mark.setAttribute("x", String((j * strip.place.width) / strip.count - (strip.numbers ? 1.25 : 0)));
}

/**
 * Show values in a strip.
 * @param {object} strip @param {Float32Array} values @param {object} palette
 * @param {{limit: number, gate: boolean}} scale
 * @param {{name: string, t: number}} source whose values these are: they may be on their way
 */
export function drawStrip(strip, values, palette, scale, source) {
  const { group } = strip;
  group.setAttribute("data-of", source.name);
  group.setAttribute("data-at", String(source.t));
  group.setAttribute("data-values", values.join(" "));
  group.setAttribute("aria-label", `${source.name}: ${strip.numbers ? Array.from(values, plain).join(", ") : `${values.length} values`}`);
  Object.assign(strip, { values, scale, palette });
  if (strip.numbers) fillCells(strip, source);
  strip.level = "";
  setShares(strip, null, palette.story && scale.gate);
}

function fillCells(strip, source) {
  const { values, palette, scale } = strip;
  strip.cells.forEach(({ level, text, word }, j) => {
    const value = values[j];
    const colour = scale.gate ? palette.gauge(scale.code) : palette.signed(value, scale.limit);
    level.setAttribute("fill", css(colour));
    text.setAttribute("data-q", source.name);
    text.setAttribute("data-t", String(source.t));
    text.setAttribute("data-value", String(value));
    text.setAttribute("fill", scale.gate ? "var(--lv-ink)" : ink(colour));
    word.data = tight(value);
  });
}

/**
 * How much of each cell is filled: a gate's own value from the floor (in story mode from the
 * middle, as a valve that opens), a signed value wholly, or what a valve has left of it.
 * @param {?ArrayLike<number>} shares 0 … 1, or null @param {boolean} isValve
 */
export function setShares(strip, shares, isValve = false) {
  strip.shares = shares;
  if (!strip.numbers) {
    drawBars(strip, shares);
    return;
  }
  const { place: { height }, scale, values } = strip;
  strip.cells.forEach(({ level, text }, j) => {
    const share = scale.gate ? values[j] : (shares?.[j] ?? 1);
    const top = scale.gate && !isValve ? 1 - share : (1 - share) / 2;
    level.setAttribute("y", (height * top).toFixed(2));
    level.setAttribute("height", (height * share).toFixed(2));
    if (!scale.gate) text.classList.toggle("lv-halo", share < 0.6);
  });
}

/** Gates rise from the floor; signed values stand up or hang down from the middle. */
function drawBars(strip, shares) {
  const { palette, scale, values } = strip;
  const lengths = shares ? values.map((value, j) => value * shares[j]) : values;
  const paths = barPaths(lengths, strip.place, scale);
  const colours = scale.gate
    ? [palette.gauge(scale.code), palette.gauge(scale.code)]
    : [palette.signed(1, 1), palette.signed(-1, 1)];
  strip.bars.forEach((path, n) => {
    path.setAttribute("d", paths[n]);
    path.setAttribute("fill", css(colours[n]));
  });
}

const cents = (value) => Math.round(value * 100) / 100;

/** The outlines of all bars: those of positive values, those of negative ones. */
export function barPaths(values, { width, height }, scale) {
  const pitch = width / values.length;
  const across = cents(pitch - 0.4);
  const paths = ["", ""];
  for (let j = 0; j < values.length; j += 1) {
    const share = Math.min(1, Math.abs(values[j]) / (scale.gate ? 1 : scale.limit));
    const length = share * (scale.gate ? height : height / 2);
    const top = scale.gate ? height - length : height / 2 - (values[j] < 0 ? 0 : length);
    paths[values[j] < 0 ? 1 : 0] += `M${cents(j * pitch)} ${cents(top)}h${across}v${cents(length)}h${-across}z`;
  }
  return paths;
}
