// In a lesson: where playing stops and goes on, what steps back, which rows a phone shows.

import assert from "node:assert/strict";
import test from "node:test";

import { isAside, isLocked, resumed, rowsOf, stopAt } from "../../assets/player/lesson.mjs";

const run = (lesson) => ({ T: 3, payload: { lesson } });
const plain = { T: 3, payload: {} };
const lesson = run({ locked: false, focus: ["f", "kept"], bench: false });

test("a phase stops when its motion is over, and the next press begins the next phase", () => {
  assert.equal(stopAt(lesson, { step: 1, phase: 2, share: 0.9 }), null);
  assert.deepEqual(stopAt(lesson, { step: 1, phase: 2, share: 1, spent: 950 }), { step: 1, phase: 2, share: 1 });
  assert.deepEqual(resumed(lesson, { step: 1, phase: 4, share: 1 }), { step: 2, phase: 1, share: 0 });
  assert.deepEqual(resumed(lesson, { step: 1, phase: 2, share: 0.5 }), { step: 1, phase: 2, share: 0.5 });
});

test("outside a lesson nothing stops and nothing steps back", () => {
  const place = { step: 1, phase: 2, share: 1 };
  assert.equal(stopAt(plain, place), null);
  assert.equal(resumed(plain, place), place);
  assert.equal(isAside(plain, "c"), false);
  assert.equal(isLocked(plain), false);
});

test("what the chapter is not about steps back, and is no row on a phone", () => {
  assert.equal(isAside(lesson, "c"), true);
  assert.equal(isAside(lesson, "f"), false);
  assert.deepEqual(rowsOf(lesson, ["c_prev", "f", "kept", "i"]), ["f", "kept"]);
  assert.deepEqual(rowsOf(run({ focus: [] }), ["c", "h"]), ["c", "h"]);
  assert.equal(isLocked(run({ locked: true, focus: [] })), true);
});
