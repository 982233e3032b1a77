import assert from "node:assert/strict";
import { test } from "node:test";

import {
  backwardCell, backwardJourneys, backwardRows, BACK_NAMES, BACK_PHASE_OF, beltShare,
} from "../../assets/player/backward.mjs";
import { brief, twoDigits } from "../../assets/player/format.mjs";
import { unpack } from "../../assets/player/payload.mjs";
import { line, receiptOf } from "../../assets/player/receipt.mjs";
import { phasesOf, sentence } from "../../assets/player/phases.mjs";
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

test("a norm in a sentence has two digits or is a word", () => {
  assert.deepEqual(
    [0, 0.25, 0.1, 0.0361, 1.234, 12.3, 123.4, 2e-7].map(twoDigits),
    ["0", "0.25", "0.10", "0.036", "1.2", "12", "123", "less than 0.001"],
  );
});

test("the two arrivals are told by their share of the norm", () => {
  const run = backward({ grad_c_from_next: [3, 4, 0, 0], grad_c_from_h: [0, 5, 0, 2], grad_c: [3, 9, 0, 2] });
  assert.equal(beltShare(run, 0), 0.5);
  assert.equal(beltShare(run, 1), 0);
  assert.match(
    sentence(run, 0, 2),
    /At “Good” 50% of the gradient, by norm, comes along the belt and 50% through h; the sum has norm 9\.5/,
  );
  assert.match(sentence(run, 1, 1), /The gradient starts at “<b>”/);
  assert.match(
    sentence(run, 0, 1),
    /along the conveyor belt, norm 5\.0, and at h from the next step's gates, norm 0\./,
  );
  assert.match(sentence(run, 1, 2), /all of the gradient comes through h; its norm is 2\.0\.$/);
  assert.deepEqual(phasesOf(run).map(({ name }) => name), ["Arrive", "Add", "Gates", "Pass on"]);
});

test("what goes on is the gradient times the forget gate", () => {
  const run = backward({
    f: [0, 0, 0.5, 0.5], grad_c: [0, 0, 0.3, 0.4], grad_c_passed: [0, 0, 0.15, 0.2],
    grad_c_from_next: [0.15, 0.2, 0, 0],
  });
  assert.match(sentence(run, 1, 4), /lets 50% of the norm through, along the belt to “Good”: norm 0\.25\./);
  assert.equal(line(receiptOf(run, "grad_c_passed", 1, 0), "python"), "0.5*0.30000001192092896");
  const told = line(receiptOf(run, "grad_c_from_next", 0, 1), "text");
  assert.equal(told.endsWith("f₂ × ∂L/∂C₂ = 0.500 × 0.400 = 0.200"), true);
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
