// An element without a face: it brings the player's code and a model's weights into the page.
// Both cross the wire once a model; a sentence brings only its own numbers (loader.mjs).

import { mount } from "./mount.mjs";
import { keepWeights } from "./weights.mjs";

/** Streamlit calls this with the packed weights as data. */
export default function carry({ data }) {
  keepWeights(data);
  const shelf = (globalThis.lstmVizPlayer ??= { waiting: new Set() });
  shelf.mount ??= mount;
  shelf.waiting.forEach((go) => go());
  shelf.waiting.clear();
}
