// The weights of a model, brought into the page once and kept by name.

import { floats } from "./payload.mjs";

const GATE_ORDER = "ifgo"; // torch stacks the rows so
const SHELF = "lstmVizWeights"; // shared with the element that carries them

/** Keep a model's weights for every player of this page. @param {import("./payload.mjs").Weights} packed */
export function keepWeights(packed) {
  globalThis[SHELF] ??= new Map();
  globalThis[SHELF].set(packed.model, packed);
}

/**
 * The rows of one gate and unit: w over the word, u over the hidden state, b the bias; or null
 * where the page has not got them. @param {import("./payload.mjs").Run} run @param {string} gate @param {number} j
 */
export function weightsOf(run, gate, j) {
  const packed = run.payload.weights ?? globalThis[SHELF]?.get(run.payload.model);
  if (!packed) return null;
  run.weights ??= { w: floats(packed.w), u: floats(packed.u), b: floats(packed.b) };
  const place = GATE_ORDER.indexOf(gate) * run.H + j;
  return {
    w: run.weights.w.subarray(place * run.E, (place + 1) * run.E),
    u: run.weights.u.subarray(place * run.H, (place + 1) * run.H),
    b: run.weights.b[place],
  };
}
