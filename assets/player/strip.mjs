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
  const strip = { name, code, group, place, count, numbers: count <= READABLE, shown: null };
  return strip.numbers ? withCells(strip) : withBars(strip);
}

function withCells(strip) {
  const { place, count, group } = strip;
  const pitch = place.width / count;
  const size = { width: pitch - 2.5, height: place.height };
  strip.cells = Array.from({ length: count }, (_, j) => {
    const box = { x: j * pitch, y: 0, ...size, rx: 4 };
    const level = svg("rect", { ...box, class: "lv-level" });
    const text = svg("text", { x: box.x + size.width / 2, y: place.height / 2, class: "lv-number" });
    text.style.fontSize = `${Math.min(13.5, size.width / 2.3)}px`;
    group.append(svg("rect", { ...box, class: "lv-slot" }), level, text);
    return { level, text };
  });
  return strip;
}

function withBars(strip) {
  const { width, height } = strip.place;
  strip.bars = [svg("path", { class: "lv-level" }), svg("path", { class: "lv-level" })];
  strip.group.append(svg("rect", { width, height, class: "lv-slot" }), ...strip.bars);
  return strip;
}

/** Put a strip at a point. */
export function moveStrip(strip, [x, y]) {
  strip.group.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)})`);
}

/** Which unit lies under a point of a strip, a share 0 … 1 of its width. */
export function unitAt(count, share) {
  return Math.max(0, Math.min(count - 1, Math.floor(share * count)));
}

/**
 * Show values in a strip.
 * @param {object} strip @param {Float32Array} values @param {object} palette
 * @param {{limit: number, gate: boolean}} scale
 * @param {{name: string, t: number}} source whose values these are: they may be on their way
 */
export function drawStrip(strip, values, palette, scale, source) {
  const tags = { "data-of": source.name, "data-at": source.t, "data-values": values.join(" ") };
  for (const [name, value] of Object.entries(tags)) strip.group.setAttribute(name, String(value));
  strip.group.setAttribute("aria-label", `${source.name}: ${Array.from(values, plain).join(", ")}`);
  if (strip.numbers) drawCells(strip, values, palette, scale, source);
  else drawBars(strip, values, palette, scale);
}

function drawCells(strip, values, palette, scale, source) {
  const { height } = strip.place;
  strip.cells.forEach(({ level, text }, j) => {
    const value = values[j];
    const colour = scale.gate ? palette.gauge(scale.code) : palette.signed(value, scale.limit);
    level.setAttribute("fill", css(colour));
    level.setAttribute("y", (scale.gate ? height * (1 - value) : 0).toFixed(2));
    level.setAttribute("height", (scale.gate ? height * value : height).toFixed(2));
    for (const [key, item] of [["q", source.name], ["t", source.t], ["j", j], ["value", value]]) {
      text.setAttribute(`data-${key}`, String(item));
    }
    text.textContent = tight(value);
    text.setAttribute("fill", scale.gate ? "var(--lv-ink)" : ink(colour));
  });
}

/** Gates rise from the floor; signed values stand up or hang down from the middle. */
function drawBars(strip, values, palette, scale) {
  const paths = barPaths(values, strip.place, scale);
  const colours = scale.gate
    ? [palette.gauge(scale.code), palette.gauge(scale.code)]
    : [palette.signed(1, 1), palette.signed(-1, 1)];
  strip.bars.forEach((path, n) => {
    path.setAttribute("d", paths[n]);
    path.setAttribute("fill", css(colours[n]));
  });
}

/** The outlines of all bars: those of positive values, those of negative ones. */
export function barPaths(values, { width, height }, scale) {
  const pitch = width / values.length;
  const paths = ["", ""];
  values.forEach((value, j) => {
    const share = Math.min(1, Math.abs(value) / (scale.gate ? 1 : scale.limit));
    const length = share * (scale.gate ? height : height / 2);
    const top = scale.gate ? height - length : height / 2 - (value < 0 ? 0 : length);
    const box = `M${(j * pitch).toFixed(2)} ${top.toFixed(2)}h${(pitch - 0.4).toFixed(2)}v${length.toFixed(2)}h${(0.4 - pitch).toFixed(2)}z`;
    paths[value < 0 ? 1 : 0] += box;
  });
  return paths;
}
