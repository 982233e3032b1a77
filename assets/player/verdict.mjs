// What a verdict is called, once for the player; lstm_viz/figures/verdict.py has the same rule.
// It is applied to the number as printed: who prints the same number gives it the same name.

import { plain, printed } from "./format.mjs";

const [POSITIVE_FROM, NEGATIVE_TO] = [0.6, 0.4];

/** positive, negative or undecided. @param {number} p probability of positive, 0 … 1 */
export function leaning(p) {
  const shown = printed(p);
  if (shown >= POSITIVE_FROM) return "positive";
  return shown <= NEGATIVE_TO ? "negative" : "undecided";
}

/**
 * How a verdict changed; what printed numbers do not show is no change.
 * @param {number} before @param {number} after
 */
export function movedWords(before, after) {
  const [old, now] = [printed(before), printed(after)];
  if (old === now) return `stays at ${plain(after)}`;
  return `${now > old ? "rises" : "falls"} from ${plain(before)} to ${plain(after)}`;
}
