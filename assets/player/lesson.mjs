// The player as a lesson uses it: nothing moves before the guess, each phase ends with a stop, and only what the
// chapter is about stands out. Pure but for the two functions that touch the drawing.

import { nextPhase } from "./clock.mjs";
import { html, put } from "./dom.mjs";

/**
 * @typedef {object} Lesson what the lesson's page says to its player
 * @property {boolean} locked whether a guess is still to be made
 * @property {string[]} focus code names of what the chapter is about; none: all of it
 * @property {boolean} bench whether the numbers are the reader's own
 * @property {object} [values] these numbers
 */

/** @param {?import("./payload.mjs").Run} run @returns {?Lesson} */
export const lessonOf = (run) => run?.payload.lesson ?? null;

/** Whether nothing may move yet. */
export const isLocked = (run) => Boolean(lessonOf(run)?.locked);

/**
 * Where playing stops: where a phase's motion is over. @param {import("./clock.mjs").Place} to
 * @returns {?import("./clock.mjs").Place} null to play on
 */
export function stopAt(run, { step, phase, share }) {
  return lessonOf(run) && share === 1 ? { step, phase, share } : null;
}

/** Where playing begins: after a stop at once with the next phase. @param {import("./clock.mjs").Place} place */
export function resumed(run, place) {
  return lessonOf(run) && place.share === 1 ? nextPhase(place, 1, run.T) : place;
}

/** Whether a chapter leaves a strip in the background. @param {string} code */
export function isAside(run, code) {
  const focus = lessonOf(run)?.focus ?? [];
  return focus.length > 0 && !focus.includes(code);
}

/** Which rows a phone shows: those that the chapter is about, if it is about some. @param {string[]} names */
export const rowsOf = (run, names) => names.filter((name) => !isAside(run, name));

const PART = /\blv-(?:box|line|ink)-(\w+)/; // which quantity a part of the drawing belongs to

/** Let what the chapter is not about step back. @param {SVGElement} drawing */
export function dimDrawing(drawing, run) {
  const mark = (lessonOf(run)?.focus ?? []).join(" ");
  if ((drawing.dataset.focus ?? "") === mark) return;
  put(drawing, "data-focus", mark);
  for (const part of drawing.querySelectorAll("[class*=lv-box-],[class*=lv-line-],[data-term]")) {
    const code = part.dataset.term ?? PART.exec(part.getAttribute("class"))?.[1];
    part.classList.toggle("lv-aside", isAside(run, code));
  }
}

/** In place of the invitation: what to do first. @param {object} view with its invite, controls and phases */
export function showLock({ invite, controls, phases }, run) {
  const locked = isLocked(run);
  [controls.root.inert, phases.root.inert] = [locked, locked];
  const mark = locked ? "locked" : "";
  if (invite.dataset.drawn === mark) return;
  invite.dataset.drawn = mark;
  invite.hidden = !locked;
  if (locked) invite.replaceChildren(html("p", { class: "lv-question" }, "Guess first. Then it moves."));
}
