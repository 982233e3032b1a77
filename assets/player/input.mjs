// What the reader's hands do: clicks, keys and sliders, as acts of the player.

import { closeCard, explain, explainMain, mayShow, openCard, turnUnit } from "./card.mjs";
import { clamp, nextPhase } from "./clock.mjs";
import { setGuessing } from "./invite.mjs";
import { isLocked, lessonOf } from "./lesson.mjs";
import { copyAs } from "./panel.mjs";
import { numberUnder, receiptPlace } from "./pointer.mjs";

const KEYS = {
  " ": "play", ArrowRight: "next", ArrowLeft: "prev", Home: "first", End: "last",
  ArrowDown: "phaseOn", ".": "phaseOn", ArrowUp: "phaseBack", ",": "phaseBack",
  f: "full", "?": "help", r: "explain", Escape: "close", "[": "unitBack", "]": "unitOn", a: "all",
};

/** Play, with a guess or without. @param {?("positive"|"negative")} guess */
function read(player, guess = null) {
  player.guess = guess;
  player.play();
}

/** The invitation's own choice, which is kept. */
function guessing(player, wants) {
  setGuessing(wants);
  player.draw();
}

/** Pause, and let the voice pause too. */
function fallSilent(player) {
  player.view.narration.stop();
  player.pause();
}

/** Do one of the named acts. @param {object} player @param {string} name */
function act(player, name) {
  const { place, run: { T }, view } = player;
  const to = (target) => player.go(clamp(target, 4, T));
  const focusCard = () => view.panel.close.focus({ preventScroll: true });
  const acts = {
    play: () => (player.playing ? fallSilent(player) : player.play()),
    read: () => read(player),
    "guess-positive": () => read(player, "positive"), "guess-negative": () => read(player, "negative"),
    "guess-off": () => guessing(player, false), "guess-on": () => guessing(player, true),
    next: () => to(player.isInvited ? 0 : place.step + 1), prev: () => to(place.step - 1),
    first: () => to(0), last: () => to(T - 1),
    phaseOn: () => player.go(player.turned(nextPhase(player.turned(place), 1, T))),
    phaseBack: () => player.go(player.turned(nextPhase(player.turned(place), -1, T))),
    mode: () => player.pick("mode", player.mode === "story" ? "numbers" : "story"),
    all: () => lessonOf(player.run) || player.pick("all", !player.all), // a lesson shows no later word
    full: () => player.full(),
    speak: () => { player.view.narration.turn(); player.draw(); },
    help: () => { player.unit = null; openCard(player, { keys: true }); focusCard(); },
    close: () => { closeCard(player); player.draw(); player.moved(); },
    unitOn: () => turnUnit(player, 1), unitBack: () => turnUnit(player, -1),
    explain: () => { explainMain(player); focusCard(); },
  };
  acts[name]?.();
}

/** @param {object} player @param {MouseEvent} event */
export function click(player, event) {
  if (player.run.T === 0 || isLocked(player.run)) return;
  const hit = event.target.closest(
    "[data-from],[data-copy],[data-term],[data-action],.lv-chip,[data-phase-tab],[data-map]");
  const { from, copy, term, phaseTab, map, t } = hit?.dataset ?? {};
  if (from) explainFrom(player, from);
  else if (copy) copyAs(player.view.panel, copy);
  else if (term) explainTerm(player, term);
  else if (phaseTab) player.go({ ...player.place, phase: Number(phaseTab), share: 0, spent: 0 });
  else if (map) player.pick("map", map);
  else if (hit?.classList.contains("lv-chip")) player.go(clamp(Number(t), 4, player.run.T));
  else if (hit) act(player, hit.dataset.action);
  else clickNumber(player, event);
}

function explainFrom(player, from) {
  const [q, t, j] = from.split(" ");
  explain(player, { q, t: Number(t), j: Number(j) });
  player.view.panel.body.querySelector("[aria-pressed=true]")?.focus({ preventScroll: true });
}

function explainTerm(player, term) {
  openCard(player, { term });
  player.view.panel.close.focus({ preventScroll: true });
}

/** A number was clicked: go to its word, if it stands elsewhere, and show where it comes from. */
function clickNumber(player, event) {
  const found = numberUnder(player.view, event);
  if (!found || !mayShow(player, found)) return;
  if (found.t !== player.place.step) player.go(clamp(found.t, 4, player.run.T));
  explain(player, receiptPlace(player.run, found));
}

/** @param {object} player @param {KeyboardEvent} event */
export function press(player, event) {
  const inControl = ["SELECT", "INPUT", "TEXTAREA"].includes(event.target.tagName);
  if (player.run.T === 0 || isLocked(player.run) || inControl || event.ctrlKey || event.metaKey || event.altKey) return;
  const name = KEYS[event.key];
  const isElsewhere = (name === "play" && event.target.tagName === "BUTTON") || (name === "close" && !player.card);
  if (isElsewhere) return;
  if (name) act(player, name);
  else if (/^[1-4]$/.test(event.key)) player.go({ ...player.place, phase: Number(event.key), share: 0, spent: 0 });
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** @param {object} player @param {InputEvent} event */
export function adjust(player, event) {
  const { dataset: { action }, value } = event.target;
  if (action === "scrub") player.go(clamp(Number(value), 4, player.run.T));
  if (action === "speed") player.speed = Number(value);
  if (action === "pace") player.pace = value;
  if (action === "speed" || action === "pace") player.draw(); // for those that go along
  if (action === "order") player.pick("order", value);
}
