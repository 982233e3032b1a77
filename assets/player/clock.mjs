// Where the player is and how time moves it. Pure: a place in, a place out.

/**
 * @typedef {object} Place
 * @property {number} step   the token, from 0
 * @property {number} phase  1 … 4
 * @property {number} share  how far the phase's motion has come, 0 … 1
 */

export const SPEEDS = [0.25, 0.5, 1, 2, 4];
export const PHASE_MS = 420; // one phase at speed 1
export const WORD_MS = 900; // one whole step, when played word by word

/**
 * Move on by elapsed time. @param {Place} place @param {number} ms @param {number} speed
 * @param {number} nTokens @returns {Place & {ended: boolean}}
 */
export function advance(place, ms, speed, nTokens) {
  let { step, phase, share } = place;
  share += (ms * speed) / PHASE_MS;
  while (share >= 1) {
    if (phase < 4) phase += 1;
    else if (step < nTokens - 1) [step, phase] = [step + 1, 1];
    else return { step, phase, share: 1, ended: true };
    share -= 1;
  }
  return { step, phase, share, ended: false };
}

/** Keep a place inside a sentence. @returns {Place} */
export function clamp(step, phase, nTokens) {
  const last = Math.max(0, nTokens - 1);
  return { step: Math.min(last, Math.max(0, step)), phase: Math.min(4, Math.max(1, phase)), share: 1 };
}

/** One phase on or back, over the edge of a step. @param {Place} place @param {1|-1} way */
export function nextPhase(place, way, nTokens) {
  const number = place.step * 4 + place.phase - 1 + way;
  const inside = Math.min(nTokens * 4 - 1, Math.max(0, number));
  return { step: Math.floor(inside / 4), phase: (inside % 4) + 1, share: way > 0 ? 0 : 1 };
}

/**
 * Move on by whole steps: each stands finished for a while.
 * @param {Place & {waited?: number}} place @param {number} ms @param {number} speed @param {number} nTokens
 */
export function advanceWords(place, ms, speed, nTokens) {
  const waited = (place.waited ?? 0) + ms * speed;
  const on = Math.floor(waited / WORD_MS);
  const last = nTokens - 1;
  const ended = place.step + on > last || (on > 0 && place.step >= last);
  return { step: Math.min(last, place.step + on), phase: 4, share: 1, waited: waited - on * WORD_MS, ended };
}
