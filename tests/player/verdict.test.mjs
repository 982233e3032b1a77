import assert from "node:assert/strict";
import { test } from "node:test";

import { leaning, movedWords } from "../../assets/player/verdict.mjs";

test("a verdict is named by the number as it is printed", () => {
  for (const [p, name] of [
    [0, "negative"], [0.4, "negative"], [0.4049, "negative"], [0.4051, "undecided"], [0.5, "undecided"],
    [0.5949, "undecided"], [0.5951, "positive"], [0.6, "positive"], [1, "positive"],
  ]) assert.equal(leaning(p), name, String(p));
});

test("a change that the printed numbers do not show is none", () => {
  assert.equal(movedWords(0.4, 0.89), "rises from 0.40 to 0.89");
  assert.equal(movedWords(0.59, 0.4), "falls from 0.59 to 0.40");
  assert.equal(movedWords(0.6701, 0.6749), "stays at 0.67");
  assert.equal(movedWords(0.6749, 0.6701), "stays at 0.67");
  assert.equal(movedWords(0.6749, 0.6751), "rises from 0.67 to 0.68");
});
