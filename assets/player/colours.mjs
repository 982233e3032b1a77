// Values as colours. Zero is the ground's own colour; both signs differ for colour-blind eyes too.

/** @param {string} hex @returns {number[]} */
export function rgb(hex) {
  return [1, 3, 5].map((n) => parseInt(hex.slice(n, n + 2), 16));
}

/** Mix two colours, share 0 … 1 of the second. @param {number[]} a @param {number[]} b @param {number} share */
export function mix(a, b, share) {
  return a.map((part, n) => Math.round(part + (b[n] - part) * share));
}

const spelledColours = new WeakMap();

/** @param {number[]} colour */
export function css(colour) {
  let text = spelledColours.get(colour);
  if (!text) spelledColours.set(colour, (text = `rgb(${colour.join(" ")})`));
  return text;
}

/** Relative luminance, 0 … 1 (WCAG 2.2). @param {number[]} colour */
export function luminance(colour) {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const inks = new WeakMap();

/** Black or white, whichever reads better on a colour. @param {number[]} colour */
export function ink(colour) {
  if (!inks.has(colour)) inks.set(colour, luminance(colour) > 0.179 ? "#000000" : "#FFFFFF");
  return inks.get(colour);
}

const SLACK = 1e-6; // a value at the very end of its scale is not beyond it
const STEPS = 255; // shades of each sign: as many as a screen has

/**
 * Colours of one theme.
 * @param {boolean} dark @param {import("./payload.mjs").Payload} payload
 */
export function palette(dark, payload) {
  const pick = dark ? 1 : 0;
  const ground = dark ? [34, 40, 51] : [240, 238, 232];
  const negative = rgb(payload.signs.negative[pick]);
  const positive = rgb(payload.signs.positive[pick]);
  const own = (code) => rgb(payload.quantities[code][dark ? "dark" : "light"]);
  const [below, above] = [negative, positive].map((colour) =>
    Array.from({ length: STEPS + 1 }, (_, n) => mix(ground, colour, (n / STEPS) ** 0.8 * 0.92)));
  const gauges = {};
  const beyond = [negative, positive].map((colour) => mix(colour, dark ? [255, 255, 255] : [0, 0, 0], 0.5));
  return {
    dark,
    own,
    ink: dark ? "#E7EBF2" : "#1D2430",
    slot: css(ground),
    /** A signed value on a scale −limit … limit; one beyond it has a colour of its own. */
    signed: (value, limit) => {
      const share = Math.abs(value) / limit;
      if (share > 1 + SLACK) return beyond[value < 0 ? 0 : 1];
      return (value < 0 ? below : above)[Math.round(Math.min(1, share) * STEPS)];
    },
    /** A gate's value 0 … 1 in the gate's own colour. */
    gate: (value, code) => mix(ground, own(code), 0.06 + 0.86 * value),
    /** A gauge's filling: pale enough for a number that stands half in it. */
    gauge: (code) => (gauges[code] ??= mix(ground, own(code), dark ? 0.5 : 0.48)),
    verdict: (p) => mix(ground, p < 0.5 ? negative : positive, Math.min(1, Math.abs(p - 0.5) * 2)),
  };
}
