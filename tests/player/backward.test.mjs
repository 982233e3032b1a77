import assert from "node:assert/strict";
import { test } from "node:test";

import { backwardCell, backwardJourneys, backwardRows, BACK_NAMES, BACK_PHASE_OF, beltShare } from "../../assets/player/backward.mjs";
import { brief } from "../../assets/player/format.mjs";
import { unpack } from "../../assets/player/payload.mjs";
import { line, receiptOf } from "../../assets/player/receipt.mjs";
import { phasesOf, sentence } from "../../assets/player/say.mjs";
import { payload } from "./run.mjs";

const gradients = Object.fromEntries(BACK_NAMES.map((name) => [name, [0, 0, 0, 0]]));

function backward(planes) {
  return unpack({ ...payload({ ...gradients, ...planes }), target: { step: 1, words: "the logit after “<b>”" } });
}

test("small numbers keep two digits", () => {
  assert.equal(brief(0), "0");
  assert.equal(brief(0.214), ".21");
  assert.equal(brief(-0.034), "−.034");
  assert.equal(brief(-0.00031), "−3e−4");
  assert.equal(brief(-1.174), "−1.17");
});

test("the two arrivals are told by their share of the length", () => {
  const run = backward({ grad_c_from_next: [3, 4, 0, 0], grad_c_from_h: [0, 5, 0, 2], grad_c: [3, 9, 0, 2] });
  assert.equal(beltShare(run, 0), 0.5);
  assert.equal(beltShare(run, 1), 0);
  assert.match(sentence(run, 0, 2), /reaches “Good”, 50 % came along the belt, 50 % through h/);
  assert.match(sentence(run, 1, 1), /The gradient starts at “<b>”/);
  assert.deepEqual(phasesOf(run).map(({ name }) => name), ["Arrive", "Add", "Gates", "Pass on"]);
});

test("what goes on is the gradient times the forget gate", () => {
  const run = backward({ f: [0, 0, 0.5, 0.5], grad_c: [0, 0, 0.3, 0.4], grad_c_passed: [0, 0, 0.15, 0.2], grad_c_from_next: [0.15, 0.2, 0, 0] });
  assert.match(sentence(run, 1, 4), /50 % of it go on along the belt to “Good”: length 0\.250/);
  assert.equal(line(receiptOf(run, "grad_c_passed", 1, 0), "python"), "0.5*0.30000001192092896");
  assert.equal(line(receiptOf(run, "grad_c_from_next", 0, 1), "text").endsWith("= 0.500 · 0.400 = 0.200"), true);
});

test("every strip of the backward cell lies in the drawing and has its phase", () => {
  for (const cell of [backwardCell(), backwardRows(328)]) {
    assert.deepEqual(Object.keys(cell.strips).sort(), [...BACK_NAMES].sort());
    for (const [name, { x, y, width, height }] of Object.entries(cell.strips)) {
      assert.ok(x >= 0 && y >= 0 && x + width <= cell.width && y + height <= cell.height, name);
      assert.ok(name in BACK_PHASE_OF, name);
    }
    for (const { strip, from, path } of backwardJourneys(cell)) {
      assert.deepEqual(path[0], [cell.strips[from].x, cell.strips[from].y]);
      assert.deepEqual(path.at(-1), [cell.strips[strip].x, cell.strips[strip].y]);
    }
  }
});
