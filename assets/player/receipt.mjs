// Where a number comes from: its equation, with the recorded numbers in it. Pure.

import { inQuotes, quoted } from "./named.mjs";
import { digitsFor, evaluate, fixed, number, product, spell, squashed, total } from "./notation.mjs";
import { row } from "./payload.mjs";
import { weightsOf } from "./weights.mjs";

const N_TERMS = 3; // so many of the largest terms are named, the rest is one sum
const LETTERS = { c: "C", g: "C\u0303", f: "f", i: "i", o: "o", h: "h", x: "x", p_positive: "p", tanh_c: "tanh(C)" };
const LATEX = { c: "C", g: "\\tilde{C}", f: "f", i: "i", o: "o", h: "h", x: "x", p_positive: "p" };
const WHAT = {
  f: "Forget gate", i: "Input gate", g: "Candidate", o: "Output gate", c: "Cell state", tanh_c: "Squashed memory",
  grad_c: "Gradient at the cell state", grad_h: "Gradient at the hidden state",
  grad_c_from_h: "Gradient through h", grad_x: "Gradient at the word vector",
  grad_c_from_next: "Gradient along the belt", grad_c_passed: "Gradient handed on along the belt",
  grad_h_passed: "Gradient handed on through the gates",
  grad_f_pre: "Gradient at the forget gate", grad_i_pre: "Gradient at the input gate",
  grad_g_pre: "Gradient at the candidate", grad_o_pre: "Gradient at the output gate",
  h: "Hidden state", kept: "What is kept", written: "What is written", x: "Word vector", p_positive: "Verdict",
};
const below = (n) => String(n).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]);

/** A quantity's sign with its time: C₁₀, counted from 1. @param {string} q @param {number} t from 0 */
export function symbol(q, t) {
  const k = below(t + 1);
  const old = below(t);
  if (q.startsWith("grad")) return `∂L/∂${gradientOf(q, k, old)}`;
  if (q === "tanh_c") return `tanh(C${k})`;
  if (q === "kept") return `f${k} × C${old}`;
  if (q === "written") return `i${k} × C\u0303${k}`;
  return q.endsWith("_prev") ? LETTERS[q.slice(0, -5)] + old : LETTERS[q] + k;
}

/** What a gradient's row is the derivative by, with its time. */
function gradientOf(q, k, old) {
  const plain = {
    grad_c: `C${k}`, grad_h: `h${k}`, grad_x: `x${k}`,
    grad_c_passed: `C${old}, by the belt`, grad_h_passed: `h${old}, by the gates`,
  };
  const shares = { grad_c_from_h: `C${k}, through h`, grad_c_from_next: `C${k}, along the belt` };
  return plain[q] ?? shares[q] ?? `z${k} of ${q.slice(5, 6)}`;
}

function latexOf(q, t) {
  if (q.startsWith("grad")) return `\\partial L / \\partial ${q.slice(5).replaceAll("_", "\\_")}_{${t + 1}}`;
  if (q === "tanh_c") return `\\tanh(C_{${t + 1}})`;
  if (q === "kept") return `f_{${t + 1}} C_{${t}}`;
  if (q === "written") return `i_{${t + 1}} \\tilde{C}_{${t + 1}}`;
  return `${LATEX[q]}_{${t + 1}}`;
}

/** A recorded number as a leaf; it can be taken apart in its turn. */
function leaf(run, q, t, j) {
  const isStart = q.endsWith("_prev") && t === 0;
  const [code, at] = q.endsWith("_prev") ? [q.slice(0, -5), t - 1] : [q, t];
  return number(row(run, q, t)[j], symbol(q, t), isStart ? undefined : { q: code, t: at, j });
}

const PRODUCTS = {
  kept: ["f", "c_prev"], written: ["i", "g"], h: ["o", "tanh_c"],
};

function multiplied(run, q, t, j) {
  const [a, b] = PRODUCTS[q];
  return { term: product(leaf(run, a, t, j), leaf(run, b, t, j)), symbolic: `${symbol(a, t)} × ${symbol(b, t)}` };
}

function added(run, t, j) {
  const [kept, written] = ["kept", "written"].map((q) => multiplied(run, q, t, j));
  return { term: total(kept.term, written.term), symbolic: `${kept.symbolic} + ${written.symbolic}` };
}

/** How one number of a vector is named, counted from 1: "x₂[3]". @param {string} vector */
const numberOf = (vector) => (k) => `${vector}[${k + 1}]`;

/** A scalar product, its largest terms by name: `label` in letters, `name` in words. */
function share({ label, name }, names, weights, leaves) {
  const terms = leaves.map((one, k) => ({
    name: names(k), term: product(number(weights[k], "weight"), one), value: weights[k] * one.value,
  }));
  const sum = terms.reduce((all, { value }) => all + value, 0);
  const largest = [...terms].sort((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, N_TERMS);
  const rest = sum - largest.reduce((all, { value }) => all + value, 0);
  return { label, name, value: sum, terms: largest, rest, others: terms.length - largest.length };
}

/** The bias, which is a share of its own. */
const biasShare = (sign, value) => ({
  label: `${sign}, the bias`, name: "the bias", value, terms: [], rest: 0, others: 0,
});

/** The sum of the shares, each by its name in words: a tip cannot write letters below the line. */
const together = (op, shares) => squashed(op, total(...shares.map(({ value, name }) => number(value, name))));

/** `W_f` is written so in text; on the page what follows the line is set below (`lowered`). */
function gate(run, q, t, j) {
  const found = weightsOf(run, q, j);
  const op = q === "g" ? "tanh" : "sigma";
  const [w, u, b] = [`W_${q}`, `U_${q}`, `b_${q}`];
  const [x, h] = [symbol("x", t), symbol("h_prev", t)];
  const symbolic = `${op === "tanh" ? "tanh" : "σ"}(${w}·${x} + ${u}·${h} + ${b})`;
  if (!found) return { term: null, symbolic };
  const leaves = (name, count) => Array.from({ length: count }, (_, k) => leaf(run, name, t, k));
  const [fromWord, fromBefore] = [`from ${quoted(run, t)}`, "from what was shown before"];
  const shares = [
    share({ label: `${w}·${x}, ${fromWord}`, name: fromWord }, numberOf(x), found.w, leaves("x", run.E)),
    share({ label: `${u}·${h}, ${fromBefore}`, name: fromBefore }, numberOf(h), found.u, leaves("h_prev", run.H)),
    biasShare(b, found.b),
  ];
  return { term: together(op, shares), symbolic, shares };
}

function verdict(run, t) {
  const leaves = Array.from({ length: run.H }, (_, k) => leaf(run, "h", t, k));
  const name = "from what is shown";
  const shares = [
    share({ label: `w·${symbol("h", t)}, ${name}`, name }, numberOf(symbol("h", t)), run.head, leaves),
    biasShare("b", run.payload.head.bias),
  ];
  return { term: together("sigma", shares), symbolic: `σ(w·${symbol("h", t)} + b)`, shares };
}

/** The backward pass: what adds up, what a gate multiplies; the rest stands as it was recorded. */
function backwards(run, q, t, j) {
  if (q === "grad_c") {
    const term = total(leaf(run, "grad_c_from_h", t, j), leaf(run, "grad_c_from_next", t, j));
    return { term, symbolic: "through h + along the belt" };
  }
  const at = q === "grad_c_passed" ? t : t + 1;
  const isProduct = q === "grad_c_passed" || (q === "grad_c_from_next" && at < run.T);
  if (!isProduct) return { term: number(row(run, q, t)[j], q), symbolic: "as recorded in the backward pass" };
  const term = product(leaf(run, "f", at, j), leaf(run, "grad_c", at, j));
  return { term, symbolic: `${symbol("f", at)} × ${symbol("grad_c", at)}` };
}

function build(run, q, t, j) {
  if (q.startsWith("grad")) return backwards(run, q, t, j);
  if (PRODUCTS[q]) return multiplied(run, q, t, j);
  if (q === "c") return added(run, t, j);
  if (q === "tanh_c") return { term: squashed("tanh", leaf(run, "c", t, j)), symbolic: `tanh(${symbol("c", t)})` };
  if (q === "p_positive") return verdict(run, t);
  if (q === "x") {
    const symbolic = `number ${j + 1} of the ${run.E} that stand for ${inQuotes(run.payload.tokens[t].read)}`;
    return { term: number(row(run, "x", t)[j], "x"), symbolic };
  }
  return gate(run, q, t, j);
}

/**
 * @typedef {object} Receipt
 * @property {string} q @property {number} t @property {number} j the number's quantity, token and unit, from 0
 * @property {number} value as recorded @property {string} shown as printed
 * @property {string} name e.g. C₁₀[2] @property {string} words what it is
 * @property {string} symbolic the equation in letters @property {?import("./notation.mjs").Term} term in numbers
 * @property {number} digits decimals of the numbers @property {?object[]} shares
 */

/**
 * Where a number comes from. Asked for the row before the first token it answers with null: the
 * memory starts as zeros. @param {import("./payload.mjs").Run} run @param {string} q @returns {?Receipt}
 */
export function receiptOf(run, q, t, j) {
  if (q.endsWith("_prev")) return t === 0 ? null : receiptOf(run, q.slice(0, -5), t - 1, j);
  const { term, symbolic, shares = null } = build(run, q, t, j);
  const value = q === "p_positive" ? run.payload.p_positive[t] : row(run, q, t)[j];
  const { inputs, result } = term ? digitsFor(term, value) : { inputs: 3, result: 3 };
  const place = q === "p_positive" ? "" : `[${j + 1}]`;
  const of = q === "p_positive" ? "" : q === "x" || q === "grad_x" ? `, number ${j + 1}` : ` of unit ${j + 1}`;
  const letters = symbol(q, t);
  return {
    q, t, j, value, term, symbolic, shares, digits: inputs,
    shown: fixed(value, result).replace("-", "−"),
    name: place && letters.length > 4 && !q.startsWith("grad") ? `(${letters})${place}` : letters + place,
    words: `${WHAT[q]}${of} ${q === "x" ? "of" : "after"} ${quoted(run, t)}`,
  };
}

/** A receipt as one line. @param {Receipt} receipt @param {"text"|"latex"|"torch"|"python"|"printed"} way */
export function line(receipt, way) {
  const { term, name, symbolic, shown, q, t, j, digits } = receipt;
  if (!term) return `${name} = ${shown}`;
  if (way === "python") return spell(term, "python");
  if (way === "printed") return spell(term, "python", digits);
  const numbers = spell(term, way, digits);
  if (way === "torch") {
    const tensor = numbers.startsWith("torch.") ? numbers : `torch.tensor(${numbers})`;
    return `${tensor}  # ${q}[${q === "p_positive" ? t : `${t}, ${j}`}] = ${shown.replace("−", "-")}`;
  }
  const unit = q === "p_positive" ? "" : `[${j + 1}]`;
  if (way === "latex") return `${latexOf(q, t)}${unit} = ${numbers} = ${shown.replace("−", "-")}`;
  return `${name} = ${symbolic} = ${numbers} = ${shown}`;
}

/** The sum inside σ or tanh, printed so that the shares above add up to it. @param {Receipt} receipt */
export function inside(receipt) {
  return receipt.shares ? evaluate(receipt.term.parts[0]) : null;
}
