import assert from "node:assert/strict";
import { test } from "node:test";

import { digitsFor, evaluate, fixed, number, product, spell, squashed, total } from "../../assets/player/notation.mjs";
import { unpack } from "../../assets/player/payload.mjs";
import { inside, line, receiptOf, symbol } from "../../assets/player/receipt.mjs";
import { keepWeights } from "../../assets/player/weights.mjs";
import { payload, weights } from "./run.mjs";

const sum = total(product(number(0.241, "f"), number(2.004, "C")), product(number(0.962, "i"), number(-0.873, "g")));

test("an equation is spelled in four ways, and its value is what it says", () => {
  assert.equal(spell(sum, "text", 3), "0.241 × 2.004 + 0.962 × (−0.873)");
  assert.equal(spell(sum, "latex", 3), "0.241 \\cdot 2.004 + 0.962 \\cdot (-0.873)");
  assert.equal(spell(sum, "torch", 3), "0.241 * 2.004 + 0.962 * (-0.873)");
  assert.equal(spell(sum, "python"), "0.241*2.004+0.962*(-0.873)");
  assert.ok(Math.abs(evaluate(sum) - (0.241 * 2.004 - 0.962 * 0.873)) < 1e-15);
  const gate = squashed("sigma", total(number(1, "a"), number(-2.5, "b"), number(0.25, "c")));
  assert.equal(spell(gate, "text", 3), "σ(1.000 − 2.500 + 0.250)");
  assert.equal(spell(gate, "python"), "1/(1+2.718281828459045**-(1-2.5+0.25))");
});

test("as many decimals are printed as the printed result needs", () => {
  const tight = product(number(123.4567, "a"), number(0.98765, "b"));
  const { inputs, result } = digitsFor(tight, evaluate(tight));
  assert.ok(inputs > 3);
  assert.equal(fixed(evaluate(tight, inputs), result), fixed(123.4567 * 0.98765, result));
  assert.equal(fixed(-0.0001, 3), "0.000");
});

test("a receipt names its parts, and each part leads on to its own receipt", () => {
  const run = unpack(payload({
    c: [2.004, 0, -0.357, 0], f: [0.5, 0.5, 0.241, 1], i: [0, 0, 0.962, 0], g: [0, 0, -0.873, 0],
  }));
  const receipt = receiptOf(run, "c", 1, 0);
  assert.equal(line(receipt, "text"), "C₂[1] = f₂ × C₁ + i₂ × C\u0303₂ = 0.241 × 2.004 + 0.962 × (−0.873) = −0.357");
  assert.equal(line(receipt, "latex"), "C_{2}[1] = 0.241 \\cdot 2.004 + 0.962 \\cdot (-0.873) = -0.357");
  assert.equal(line(receipt, "torch"), "torch.tensor(0.241 * 2.004 + 0.962 * (-0.873))  # c[1, 0] = -0.357");
  assert.deepEqual(receipt.term.parts[0].parts[1].from, { q: "c", t: 0, j: 0 });
  assert.equal(receipt.words, "Cell state of unit 1 after “<b>”");
  assert.equal(receiptOf(run, "c_prev", 1, 0).name, "C₁[1]");
  assert.equal(receiptOf(run, "c_prev", 0, 0), null);
  assert.equal(symbol("h_prev", 0), "h₀");
});

test("a gate is taken apart into what the word and what the memory bring", () => {
  const bare = unpack(payload());
  assert.equal(receiptOf(bare, "f", 1, 0).term, null);
  keepWeights(weights());
  const run = unpack(payload({
    x: [0, 0, 0.5, -1], h: [0.25, -0.5, 0, 0], f: [0, 0, 1 / (1 + Math.exp(-(0.3 + 0.15 + 0.2))), 0],
  }));
  const receipt = receiptOf(run, "f", 1, 0);
  const [word, memory, bias] = receipt.shares;
  assert.ok(Math.abs(word.value - 0.2 * 1.5) < 1e-6);
  assert.ok(Math.abs(memory.value - (0.25 - 0.5 * 0.2)) < 1e-6);
  assert.ok(Math.abs(bias.value - 0.2) < 1e-6);
  assert.ok(Math.abs(inside(receipt) - 0.65) < 1e-6);
  assert.deepEqual(word.terms.map(({ name }) => name), ["x₂[2]", "x₂[1]"]);
  assert.equal(receipt.symbolic, "σ(W_f·x₂ + U_f·h₁ + b_f)");
  assert.deepEqual(
    [word, memory, bias].map(({ label }) => label),
    ["W_f·x₂, from “<b>”", "U_f·h₁, from what was shown before", "b_f, the bias"],
  );
  assert.deepEqual(
    receipt.term.parts[0].parts.map(({ name }) => name),
    ["from “<b>”", "from what was shown before", "the bias"],
  );
});

test("the verdict comes from what is shown, through the last layer", () => {
  const p = 1 / (1 + Math.exp(-(2 * 0.5 + 0.25)));
  const run = unpack({ ...payload({ h: [0, 0, 0.5, 0] }), p_positive: [0.5, p] });
  const receipt = receiptOf(run, "p_positive", 1, 0);
  assert.equal(receipt.shown, p.toFixed(3));
  assert.equal(receipt.name, "p₂");
  assert.equal(line(receipt, "printed").startsWith("1/(1+2.718281828459045**-("), true);
});
