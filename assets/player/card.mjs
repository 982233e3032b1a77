// The card beside the cell: a number's receipt, what a symbol stands for, or the keys. Acts on the player.

import { begunAt, isKnown } from "./known.mjs";
import { hasBeenUsed } from "./invite.mjs";
import { MAIN_OF } from "./phases.mjs";

/** Whether a number may be shown: its phase has begun, or it was read before. @param {{q: string, t: number}} at */
export function mayShow(player, { q, t }, place = player.place) {
  const begun = begunAt(place);
  return isKnown(q, t, player.playing ? begun : Math.max(player.known, begun));
}

/** Show where a number comes from. @param {?{q: string, t: number, j: number}} at of `receiptPlace` */
export function explain(player, at) {
  if (!at || !mayShow(player, at)) return;
  if (at.q !== "x" && at.q !== "p_positive") player.unit = at.j;
  openCard(player, { receipt: at });
  player.moved();
}

/** Explain the number that the phase is about. */
export function explainMain(player) {
  const { place: { step, phase }, unit } = player;
  explain(player, phase === 0 ? { q: "x", t: 0, j: 0 } : { q: MAIN_OF[phase - 1], t: step, j: unit ?? 0 });
}

/** Open the card, or turn it to something else. @param {{receipt: object}|{term: string}|{keys: true}} card */
export function openCard(player, card) {
  player.card = card;
  hasBeenUsed();
  player.draw();
}

/** A receipt goes along with the words; one that this phase has not come to waits at the word before. */
export function cardTo(player, from, place) {
  const { receipt } = player.card ?? {};
  if (!receipt || (from.step === place.step && from.phase === place.phase)) return;
  const t = mayShow(player, { q: receipt.q, t: place.step }, place) ? place.step : place.step - 1;
  player.card = t < 0 ? null : { receipt: { ...receipt, t } };
}

export function closeCard(player) {
  const hadFocus = player.view.panel.root.contains(player.root.getRootNode().activeElement);
  player.card = null;
  player.unit = null;
  if (hadFocus) player.view.frame.focus({ preventScroll: true });
}

/** From one unit to the next, with or without an open receipt. @param {1|-1} way */
export function turnUnit(player, way) {
  const { place: { phase, step }, run, unit, card } = player;
  const { q, t, j } = card?.receipt
    ?? { q: MAIN_OF[Math.max(0, phase - 1)], t: step, j: unit ?? (way > 0 ? -1 : run.H) };
  const count = q === "x" ? run.E : run.H;
  const next = { q, t, j: (j + way + count) % count };
  if (card?.receipt) explain(player, next);
  else player.pick("unit", next.j);
}
