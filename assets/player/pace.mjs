// How long a phase lasts: as long as its sentence takes to read, movement first, then rest. Pure.

export const MOTION_MS = 900; // the phase's movement; what is left of its time is rest
const BEGIN_MS = 900; // to find the sentence and look up again
const WORD_READ_MS = 190;
const [LEAST_MS, MOST_MS] = [2200, 6000];

/** How long a sentence takes to read; a number counts as a word, a sign alone as none. @param {string} text */
export function readingMs(text) {
  const words = text.split(/\s+/).filter((part) => /[\p{L}\p{N}]/u.test(part)).length;
  return Math.min(MOST_MS, Math.max(LEAST_MS, BEGIN_MS + WORD_READ_MS * words));
}

/** How long a phase lasts at the normal speed: never shorter than its movement. @param {string} text its sentence */
export function phaseMs(text) {
  return Math.max(MOTION_MS, readingMs(text));
}
