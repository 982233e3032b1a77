// How the parts share a screen's height: Play, the narration and the verdict are never below the fold.

import { NARROW } from "./layout.mjs";

const DESIGNED = { width: 1280, height: 720 }; // px, where letters are right as they are
const CURVE = { low: 86, usual: 96, tall: 110 }; // px, the verdict's curve
const LOW = 700; // px, a screen so high is a small one
const HIGH = 900;
const SLACK_OF_NOTICE = 20; // px, should the line below the sentence need two rows
const LEAST_CELL = 200; // px
const PARTS = 138; // px: words 34, narration 46, controls 34, four gaps of 6
const LEAST_OF_FULL = 0.45; // of the whole screen, for the cell, before the map has to go
const FIRST_SCREEN = 0.4; // a player that begins so far up is what its page is about

/** Letters for the last row of a classroom. */
export const zoomOf = () => Math.max(1, Math.min(innerWidth / DESIGNED.width, innerHeight / DESIGNED.height));

/** How high the verdict's curve is, px before any zoom. @param {number} width of the player */
export function curveHeight(width, isFull) {
  if (innerHeight < LOW || width < NARROW) return CURVE.low;
  return innerHeight < HIGH || isFull ? CURVE.usual : CURVE.tall;
}

/**
 * The height that the cell may have beside what has to be seen with it; on a phone it follows below. Asked for
 * before the parts are in the page: then it is laid out once.
 * @param {{frame: HTMLElement, cell: object, curve: number}} view
 */
export function budget({ frame, cell, curve }) {
  if (cell.plan.narrow) return;
  const top = topOf(frame);
  const isFirst = top < FIRST_SCREEN * innerHeight; // else the reader scrolls to it, and it may have the whole screen
  allow(frame, innerHeight - (isFirst ? top : 0) - SLACK_OF_NOTICE - curve - PARTS);
}

/** The same for the whole screen, by what the parts really have: the map is there where it fits too. */
export function budgetOfFull({ frame, ribbon, phases, controls, head, drawing, cell, width }) {
  frame.classList.remove("lv-no-map"); // what is not there has no height
  const high = (part) => part.root.offsetHeight;
  const style = getComputedStyle(frame);
  const gap = Number.parseFloat(style.rowGap) || 0;
  const parts = high(ribbon) + high(phases) + high(controls);
  const left = innerHeight - 2 * Number.parseFloat(style.paddingTop) - parts - 4 * gap;
  const map = high(head) + high(drawing) + 2 * gap;
  const whole = (width * cell.plan.height) / cell.plan.width;
  const hasMap = left - map >= Math.min(whole, LEAST_OF_FULL * innerHeight);
  frame.classList.toggle("lv-no-map", !hasMap);
  allow(frame, hasMap ? left - map : left);
}

function allow(frame, height) {
  frame.style.setProperty("--lv-cell-height", `${Math.max(LEAST_CELL, Math.floor(height))}px`);
}

/** Where the player begins on its page, as long as nothing is scrolled. */
function topOf(frame) {
  let scroller = frame.getRootNode().host ?? frame;
  while (scroller && !(scroller.scrollTop > 0)) scroller = scroller.parentElement;
  return frame.getBoundingClientRect().top + (scroller?.scrollTop ?? 0);
}
