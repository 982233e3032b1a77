// Where the player is and how time moves it. Pure: a place in, a place out.

import { MOTION_MS } from "./pace.mjs";

/**
 * @typedef {object} Place
 * @property {number} step   the token, from 0
 * @property {number} phase  1 … 4; 0 before anything is read
 * @property {number} share  how far the phase's motion has come, 0 … 1
 * @property {number} [spent] ms of the phase's time that are gone, at the normal speed
 */

export const SPEEDS = [0.25, 0.5, 1, 2, 4];
export const WORD_MS = 900; // one whole step, when played word by word
export const BEFORE = { step: 0, phase: 0, share: 1 }; // nothing is read yet

/**
 * Move on by elapsed time: in each phase first the motion, then rest until its sentence is read.
 * @param {Place} place @param {number} ms @param {number} speed @param {number} nTokens
 * @param {(step: number, phase: number) => number} lasts a phase's time at the normal speed, ms
 * @returns {Place & {ended: boolean}}
 */
export function advance(place, ms, speed, nTokens, lasts) {
  let { step, phase } = place;
  let spent = (place.spent ?? place.share * MOTION_MS) + ms * speed;
  for (let whole = lasts(step, phase); spent >= whole; whole = lasts(step, phase)) {
    if (phase < 4) phase += 1;
    else if (step < nTokens - 1) [step, phase] = [step + 1, 1];
    else return { step, phase, share: 1, ended: true };
    spent -= whole;
  }
  return { step, phase, share: Math.min(1, spent / MOTION_MS), spent, ended: false };
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
