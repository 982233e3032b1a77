// A strip: the values of one vector, one cell a unit, always in the same order.

import { css, ink } from "./colours.mjs";
import { svg } from "./dom.mjs";
import { plain, tight } from "./format.mjs";

export const READABLE = 16; // up to so many units a number is printed in each cell

/**
 * @param {string} name strip's name, e.g. "c_prev" @param {string} code quantity it shows
 * @param {{x: number, y: number, width: number, height: number}} place
 * @param {number} count
 */
export function makeStrip(name, code, place, count) {
  const pitch = place.width / count;
  const gap = count <= READABLE ? 2.5 : 0.4;
  const size = { width: pitch - gap, height: place.height };
  const numbers = count <= READABLE;
  const group = svg("g", { class: `lv-strip lv-${name}`, role: "img", "data-strip": name });
  const cells = Array.from({ length: count }, (_, j) => {
    const x = j * pitch;
    const slot = svg("rect", { x, y: 0, ...size, rx: numbers ? 4 : 0, class: "lv-slot" });
    const level = svg("rect", { x, y: 0, ...size, rx: numbers ? 4 : 0, class: "lv-level" });
    const text = svg("text", { x: x + size.width / 2, y: place.height / 2, class: "lv-number" });
    text.style.fontSize = `${Math.min(13.5, size.width / 2.3)}px`;
    group.append(slot, level);
    if (numbers) group.append(text);
    return { level, text };
  });
  return { name, code, group, cells, place, size, numbers, shown: null };
}

/** Put a strip at a point. */
export function moveStrip(strip, [x, y]) {
  strip.group.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)})`);
}

/**
 * Show values in a strip.
 * @param {object} strip @param {Float32Array} values @param {object} palette
 * @param {{limit: number, gate: boolean}} scale
 * @param {{name: string, t: number}} source whose values these are: they may be on their way
 */
export function drawStrip(strip, values, palette, scale, source) {
  const { height } = strip.size;
  strip.cells.forEach(({ level, text }, j) => {
    const value = values[j];
    const colour = scale.gate ? palette.gauge(scale.code) : palette.signed(value, scale.limit);
    level.setAttribute("fill", css(colour));
    if (scale.gate) stand(level, height * (1 - value), height * value);
    else if (strip.numbers) stand(level, 0, height);
    else bar(level, value / scale.limit, height, css(palette.signed(value < 0 ? -1 : 1, 1)));
    const tag = strip.numbers ? text : level;
    for (const [key, item] of [["q", source.name], ["t", source.t], ["j", j], ["value", value]]) {
      tag.setAttribute(`data-${key}`, String(item));
    }
    if (!strip.numbers) return;
    text.textContent = tight(value);
    text.setAttribute("fill", scale.gate ? "var(--lv-ink)" : ink(colour));
  });
  strip.group.setAttribute("aria-label", `${strip.name}: ${Array.from(values, plain).join(", ")}`);
}

function stand(rect, y, height) {
  rect.setAttribute("y", y.toFixed(2));
  rect.setAttribute("height", Math.max(0, height).toFixed(2));
}

/** A bar from the middle: up for a positive value, down for a negative one. */
function bar(rect, share, height, colour) {
  const length = (Math.min(1, Math.abs(share)) * height) / 2;
  stand(rect, share >= 0 ? height / 2 - length : height / 2, length);
  rect.setAttribute("fill", colour);
}
