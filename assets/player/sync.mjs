// Two players that read two sentences side by side: where one goes, the other follows.
//
// The one that was moved leads. Where its sentence goes on by one aligned word, the other goes on to the
// word beside it; words that only the other has are read on the way, words that only the leader has it
// waits for. Where the leader rests, the followers rest as well. The group lives on the page, not in
// this module: each component on a page runs its own copy of the script.

import { cardTo } from "./card.mjs";
import { clamp, WORD_MS } from "./clock.mjs";
import { showChoices } from "./controls.mjs";
import { doneAt } from "./known.mjs";

const GROUPS = Symbol.for("lstm-viz.groups"); // on globalThis: Map from a group's name to its players

const SHARED = ["mode", "map", "order", "all", "speed", "pace"]; // what the one transport says for both

/**
 * @typedef {{group: string, map: number[], led: boolean}} Sync the group; for each step the other's step, -1 before
 * its first; whether the other's transport serves both where they stand side by side
 */

/**
 * Where the other player stands. @param {object} place the leader's place: step, phase, share, perhaps waited
 * @param {number[]} map @param {number} nTokens of the other sentence @returns {import("./clock.mjs").Place}
 */
export function counterpart(place, map, nTokens) {
  const to = map[place.step] ?? -1;
  const from = place.step > 0 ? map[place.step - 1] : -1;
  if (to < 0) return { step: 0, phase: 1, share: 0 };
  const words = to - from; // none for a word that only the leader has
  if (place.waited !== undefined) {
    const read = Math.min(words - 1, Math.floor((words * place.waited) / WORD_MS));
    return clamp(from + 1 + read, 4, nTokens);
  }
  const { phase, share } = place;
  if (words === 1) return { ...clamp(to, phase, nTokens), share };
  const parts = (phase - 1 + share) * words; // of 4 a word
  const read = Math.floor(parts / 4);
  if (read >= words) return clamp(to, 4, nTokens);
  const rest = parts - 4 * read;
  return { ...clamp(from + 1 + read, Math.floor(rest) + 1, nTokens), share: rest - Math.floor(rest) };
}

/** Called at every drawing: where this player has moved, the others of its group follow. @param {object} player */
export function lead(player) {
  const sync = player.run?.payload.sync ?? null;
  const isNew = join(player, sync?.group ?? null);
  const { place, playing } = player;
  const chosen = SHARED.map((name) => player[name]);
  const mark = [player.run?.id, place.step, place.phase, place.share, place.waited, playing, ...chosen].join(" ");
  if (player.syncMark === mark || player.isFollowing) { player.syncMark = mark; return; }
  const wasPlaying = player.wasPlaying;
  Object.assign(player, { syncMark: mark, wasPlaying: playing });
  if (!sync) return;
  const others = [...groups().get(sync.group)].filter((other) => other !== player && other.run.T > 0);
  if (isNew && others.length > 0) follow(player, others[0], { isFirst: true }); // the one that comes later follows
  else for (const other of others) follow(other, player, { wasPlaying });
}

function follow(player, leader, { wasPlaying = false, isFirst = false } = {}) {
  const { map } = leader.run.payload.sync;
  if (leader.run.T === 0 || player.run.T === 0) return;
  const place = counterpart(leader.playing ? leader.place : { ...leader.place, waited: undefined }, map, player.run.T);
  player.stop();
  const isAnew = leader.playing && !player.playing && leader.most === doneAt(leader.place);
  if (isAnew) player.most = 0; // what is read again is not known before
  cardTo(player, player.place, place);
  player.place = place;
  player.playing = leader.playing;
  for (const name of SHARED) player[name] = leader[name];
  if (player.view) showChoices(player.view.controls, player);
  player.isFollowing = true;
  player.draw();
  player.isFollowing = false;
  if (!leader.playing && !isFirst) player.moved(); // it rests too
  if (wasPlaying && isAtEnd(leader) && !isAtEnd(player)) player.play(); // it has words left: it leads now
}

function isAtEnd({ playing, place, run }) {
  return !playing && place.step === run.T - 1 && place.phase === 4 && place.share === 1;
}

/** Be in the group, and in no other; tells whether it was not before. */
function join(player, group) {
  if (player.group === group || (!player.group && !group)) return false;
  leave(player);
  player.group = group;
  if (!group) return false;
  groups().set(group, (groups().get(group) ?? new Set()).add(player));
  player.abort.signal.addEventListener("abort", () => leave(player), { once: true });
  return true;
}

function leave(player) {
  const members = groups().get(player.group);
  members?.delete(player);
  if (members?.size === 0) groups().delete(player.group);
  player.group = null;
}

/** @returns {Map<string, Set<object>>} */
export function groups() {
  globalThis[GROUPS] ??= new Map();
  return globalThis[GROUPS];
}
