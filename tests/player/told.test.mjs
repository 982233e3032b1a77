import assert from "node:assert/strict";
import { test } from "node:test";

import { percent } from "../../assets/player/format.mjs";
import { mover, quoted } from "../../assets/player/named.mjs";
import { unpack } from "../../assets/player/payload.mjs";
import { told } from "../../assets/player/phases.mjs";
import { payload } from "./run.mjs";

const planes = {
  c: [2.004, 0.1, -0.357, 0.1], f: [0.5, 0.5, 0.241, 1], i: [0, 0, 0.962, 0], g: [0, 0, -0.873, 0],
  o: [0, 0, 0.5, 0.9], tanh_c: [0, 0, -0.343, 0.5], h: [0, 0, -0.1715, 0.45],
};
const run = unpack(payload(planes));
const places = (phase, mode) => told(run, 1, phase, mode).marks.map(({ strip, j }) => `${strip} ${j}`);

test("the units that a sentence names are marked in the strips it speaks of", () => {
  assert.deepEqual(places(1), ["c_prev 0", "f 0", "kept 0"]);
  assert.deepEqual(places(2), ["i 0", "g 0", "written 0"]);
  assert.deepEqual(places(3), ["c_prev 0", "kept 0", "written 0", "c 0"]);
  assert.deepEqual(places(4), ["tanh_c 1", "o 1", "h 1"]);
  assert.deepEqual(told(run, 0, 1).marks, []);
  assert.deepEqual(places(2, "story"), ["i 0", "written 0"]);
  assert.deepEqual(places(4, "story"), ["h 1"]);
});

test("the unit that moved the verdict most has the largest weight times change, not the largest output", () => {
  const other = unpack({ ...payload({ ...planes, h: [0, 0, 0.3, -0.45] }), p_positive: [0.5, 0.9] });
  assert.equal(mover(other, 1).j, 0); // weights 2 and −1
  assert.match(
    told(other, 1, 4).text,
    /unit 2 has the largest output.*rises from 0\.50 to 0\.90; unit 1 moves it most\.$/,
  );
  assert.deepEqual(told(other, 1, 4).marks.filter(({ strip }) => strip === "h").map(({ j }) => j), [1, 0]);
});

test("nothing is said to move a verdict that stands still", () => {
  const still = unpack({ ...payload(planes), p_positive: [0.671, 0.674] });
  assert.match(told(still, 1, 4).text, /The verdict stays at 0\.67\.$/);
  assert.match(told(still, 1, 4, "story").text, /unit 2 has the largest output\. The verdict stays positive\.$/);
});

test("little to lose is not called keeping", () => {
  const empty = unpack(payload({ ...planes, c: [0.08, 0, 0.5, 0], f: [0, 0, 0.01, 0.01] }));
  assert.match(told(empty, 1, 1).text, /there is hardly anything to lose: no unit holds more than ±0\.08\./);
  const kept = unpack(payload({ ...planes, c: [2, 0.1, 2, 0.1], f: [1, 1, 0.97, 1] }));
  assert.match(told(kept, 1, 1).text, /little is lost; unit 1 loses most and keeps 97%: 2\.00 × 0\.97 = 1\.94\./);
  const open = unpack(payload({ ...planes, c: [2, 0.1, 2, 0.1], f: [1, 1, 1, 1] }));
  assert.match(told(open, 1, 1).text, /nothing is forgotten that two digits would show\./);
  const large = unpack(payload({ ...planes, c: [20, 0.1, 20, 0.1], f: [1, 1, 0.997, 1] }));
  assert.match(told(large, 1, 1).text, /almost nothing is forgotten: no unit loses more than 0\.06\./);
});

test("a change that two digits do not show is no change", () => {
  const still = unpack(payload({ ...planes, c: [1, 0.1, 1.001, 0.1] }));
  assert.match(told(still, 1, 3).text, /^“<b>” leaves the memory as it was/);
  assert.deepEqual(told(still, 1, 3).marks, []);
});

test("shares agree with the two digits beside them", () => {
  assert.equal(percent(0.6849), "68%");
  assert.equal(percent(0.285), "28%"); // printed 0.28 or 0.29: as the number beside it
  assert.equal(percent(0.004), "almost nothing");
});

test("a long word is cut, and one from right to left does not turn the sentence", () => {
  const spelled = (shown) => quoted(unpack({ ...payload(), tokens: [{ shown, read: "", known: true }] }), 0);
  assert.equal(spelled("THE"), "“THE”");
  assert.equal(spelled("a".repeat(200)), `“${"a".repeat(23)}…”`);
  assert.equal(spelled("🙂".repeat(24)), `“${"🙂".repeat(24)}”`);
  assert.equal(spelled("הסרט"), "“\u2068הסרט\u2069”");
});
