// How the parts share a screen's height: Play, the narration and the verdict are never below the fold.

import { NARROW } from "./layout.mjs";

const DESIGNED = { width: 1280, height: 720 }; // px, where letters are right as they are
const CURVE = { low: 86, usual: 96, tall: 110 }; // px, the verdict's curve
const LOW = 700; // px, a screen so high is a small one
const HIGH = 900;
const SLACK_OF_NOTICE = 20; // px, should the line below the sentence need two rows
const LEAST_CELL = 200; // px
const FIRST_SCREEN = 0.4; // a player that begins so far up is what its page is about

/** Letters for the last row of a classroom. */
export const zoomOf = () => Math.max(1, Math.min(innerWidth / DESIGNED.width, innerHeight / DESIGNED.height));

/** How high the verdict's curve is, px before any zoom. @param {number} width of the player */
export function curveHeight(width, isFull) {
  if (innerHeight < LOW || width < NARROW) return CURVE.low;
  return innerHeight < HIGH || isFull ? CURVE.usual : CURVE.tall;
}

/** The height that the cell may have beside what has to be seen with it; on a phone it follows below. */
export function budget({ frame, ribbon, phases, controls, head, drawing, cell, isFull, width }) {
  if (cell.plan.narrow && !isFull) return;
  frame.classList.remove("lv-no-map"); // what is not there has no height
  const high = (part) => part.root.offsetHeight;
  const style = getComputedStyle(frame);
  const gap = Number.parseFloat(style.rowGap) || 0;
  const top = topOf(frame);
  const isFirst = top < FIRST_SCREEN * innerHeight; // else the reader scrolls to it, and it may have the whole screen
  const around = isFull ? Number.parseFloat(style.paddingTop) * 2 : (isFirst ? top : 0) + SLACK_OF_NOTICE;
  const left = innerHeight - around - high(ribbon) - high(phases) - high(controls) - 4 * gap;
  const map = high(head) + high(drawing) + 2 * gap;
  const whole = (width * cell.plan.height) / cell.plan.width;
  const hasMap = !isFull || left - map >= Math.min(whole, 0.45 * innerHeight);
  frame.classList.toggle("lv-no-map", !hasMap);
  const free = isFull && hasMap ? left - map : left;
  frame.style.setProperty("--lv-cell-height", `${Math.max(LEAST_CELL, Math.floor(free))}px`);
}

/** Where the player begins on its page, as long as nothing is scrolled. */
function topOf(frame) {
  let scroller = frame.getRootNode().host ?? frame;
  while (scroller && !(scroller.scrollTop > 0)) scroller = scroller.parentElement;
  return frame.getBoundingClientRect().top + (scroller?.scrollTop ?? 0);
}
