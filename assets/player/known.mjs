// What has been read so far, and so may be shown: phases done, counted over the whole sentence. Pure.

import { PHASE_OF } from "./layout.mjs";

export const PHASES_A_WORD = 4;
const LAST_PHASE = 4; // in which the hidden state and with it the verdict are made

/** Phases whose motion is over, from the start of the sentence. @param {import("./clock.mjs").Place} place */
export function doneAt({ step, phase, share }) {
  return PHASES_A_WORD * step + (share < 1 ? Math.max(0, phase - 1) : phase);
}

/** Phases begun: their numbers are on show, perhaps still on their way. @param {import("./clock.mjs").Place} place */
export const begunAt = ({ step, phase }) => PHASES_A_WORD * step + phase;

/** Whether a number of a word is among so many phases; a gradient always is. @param {string} code @param {number} t */
export function isKnown(code, t, phases) {
  return code.startsWith("grad") || PHASES_A_WORD * t + (PHASE_OF[code] ?? LAST_PHASE) <= phases;
}

/** How many words' verdicts are among so many phases. */
export const wordsKnown = (phases) => Math.floor(phases / PHASES_A_WORD);

/** How many columns of a map are among so many phases. @param {string} code */
export function columnsKnown(code, phases, nTokens) {
  if (code.startsWith("grad")) return nTokens;
  return Math.min(nTokens, Math.max(0, Math.floor((phases - (PHASE_OF[code] ?? LAST_PHASE)) / PHASES_A_WORD) + 1));
}

/**
 * The word to stand at after an edit: the end of what is new or changed.
 * @param {string[]} before @param {string[]} now the words @returns {number} from 0
 */
export function changedWord(before, now) {
  let same = 0;
  while (same < Math.min(before.length, now.length) && before[same] === now[same]) same += 1;
  let tail = 0;
  while (tail < Math.min(before.length, now.length) - same && before.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return Math.max(0, Math.min(now.length - 1, Math.max(same - 1, now.length - 1 - tail)));
}
