import assert from "node:assert/strict";
import { test } from "node:test";

import { MOTION_MS, phaseMs, readingMs } from "../../assets/player/pace.mjs";

test("a sentence's time grows with its words and numbers, not with its signs", () => {
  const words = "At “.” the largest loss is in unit 4, which keeps 29%:";
  assert.equal(readingMs(words), 900 + 190 * 11);
  assert.equal(readingMs(`${words} −1.44 × 0.29 = −0.42.`), 900 + 190 * 14);
  assert.equal(readingMs("× = ≈ “” − %"), readingMs(""));
});

test("the shortest sentence can be read and the longest does not hold up", () => {
  assert.equal(readingMs(""), 2200);
  assert.equal(readingMs("nothing to forget"), 2200);
  assert.equal(readingMs("word ".repeat(200)), 6000);
});

test("a phase has time for its movement and a rest after it", () => {
  assert.equal(MOTION_MS, 900);
  for (const text of ["", "one", "word ".repeat(12), "word ".repeat(99)]) {
    assert.ok(phaseMs(text) >= 2 * MOTION_MS, text);
    assert.equal(phaseMs(text), readingMs(text));
  }
});
