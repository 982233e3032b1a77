// An element without a face: it brings a model's weights into the page, for the receipts.

import { keepWeights } from "./weights.mjs";

/** Streamlit calls this with the packed weights as data. */
export default function carry({ data }) {
  keepWeights(data);
}
