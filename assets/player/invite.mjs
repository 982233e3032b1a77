// The invitation before the first word: the sentence whole, a guess, one large button; and, for the very
// first visit, three hints. What the reader wishes is kept in this browser alone.

import { html } from "./dom.mjs";

const SEEN = "lstm-viz-seen";
const NO_GUESS = "lstm-viz-no-guess";
const OF_THE_BOX = "Type your own sentence in the box above.";
const HINTS = ["Press “Read it”.", "Click any number to see where it comes from."];

function recalled(name) {
  try { return localStorage.getItem(name) !== null; } catch { return false; } // a browser may forbid it
}

function remembered(name, is) {
  try {
    if (is) localStorage.setItem(name, "1");
    else localStorage.removeItem(name);
  } catch { /* then it is asked again */ }
}

const visit = { seen: null, isLinked: null, hasBox: true };

/** In this page nothing can be typed: it holds one run. */
export function hasNoBox() {
  visit.hasBox = false;
}

/** The reader has used the player: the hints are not shown again. */
export function hasBeenUsed() {
  if (visit.seen) return;
  visit.seen = true;
  remembered(SEEN, true);
}

/** Hints are for who opens the app by itself for the first time, not for who follows a teacher's link. */
function isNew() {
  visit.seen ??= recalled(SEEN);
  visit.isLinked ??= location.search !== "";
  return !visit.seen && !visit.isLinked;
}

/** Whether a new sentence came from typing: pasted whole it is one to be read. @param {string} inputType */
export const wasTyped = (inputType) =>
  /^(insertText|insertComposition|insertReplacement|insertLineBreak|delete)/.test(inputType);

export const wantsGuess = () => !recalled(NO_GUESS);
export const setGuessing = (wants) => remembered(NO_GUESS, !wants);

const choice = (action, words, kind) => html("button", { type: "button", class: kind, "data-action": action }, words);

/** The invitation, hidden. */
export function makeInvite() {
  return html("div", { class: "lv-invite", role: "group", "aria-label": "Before the first word", hidden: "" });
}

/**
 * Show it or not.
 * @param {HTMLElement} root @param {boolean} isShown
 * @param {boolean} asks for a guess: not where the verdicts are shown
 */
export function updateInvite(root, isShown, asks) {
  const mark = isShown ? `${asks} ${wantsGuess()} ${isNew()}` : "";
  if (root.dataset.drawn === mark) return;
  root.dataset.drawn = mark;
  root.hidden = !isShown;
  if (!isShown) return;
  const guess = asks && wantsGuess();
  const hints = visit.hasBox ? [OF_THE_BOX, ...HINTS] : HINTS;
  root.replaceChildren(
    ...(isNew() ? [html("ol", { class: "lv-hints" }, ...hints.map((hint) => html("li", {}, hint)))] : []),
    ...(guess ? [html("p", { class: "lv-question" }, "Guess first: will the LSTM call it positive or negative?")] : []),
    html("div", { class: "lv-guesses" },
      ...(guess ? [
        choice("guess-negative", "Negative", "lv-guess lv-guess-negative"),
        choice("guess-positive", "Positive", "lv-guess lv-guess-positive"),
      ] : []),
      choice("read", guess ? "Just read it" : "Read it", "lv-guess lv-read")),
    ...(asks ? [
      choice(guess ? "guess-off" : "guess-on", guess ? "Don’t ask me to guess" : "Let me guess first", "lv-quiet"),
    ] : []),
  );
}

/** What the reader guessed, beside what the model says at the end. @param {?string} guess @param {string} found */
export function guessWords(guess, found) {
  if (!guess) return "";
  return guess === found ? "you guessed it" : `you guessed ${guess}`;
}
