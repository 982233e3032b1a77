// Where the reader stopped, as a link, kept in this browser alone.

const KEPT = "lstm-viz-lesson";

/** @typedef {{address: string, label: string}} Stopped a link's query and the words on it */

/** Keep where the reader is now. @param {Stopped} stopped */
export function keep({ address, label }) {
  try { localStorage.setItem(KEPT, JSON.stringify({ address, label })); } catch { /* a browser may forbid it */ }
}

/** What was kept, if it can be a link of this page. @returns {?Stopped} */
export function kept() {
  try {
    const { address, label } = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
    return String(address).startsWith("?") ? { address, label: String(label) } : null;
  } catch { return null; } // forbidden, or not ours
}
