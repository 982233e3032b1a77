// An equation as a tree, and the tree as text, LaTeX, PyTorch or plain Python. Pure.

/**
 * @typedef {object} Term
 * @property {"number"|"times"|"plus"|"sigma"|"tanh"} op
 * @property {number} [value]  of a number
 * @property {string} [name]   how a number is called
 * @property {{q: string, t: number, j: number}} [from] where a number can be taken apart further
 * @property {Term[]} [parts]
 */

const BASE = "2.718281828459045";
const DIGITS = { least: 3, most: 14 };
const SQUASH = { sigma: (z) => 1 / (1 + Math.exp(-z)), tanh: Math.tanh };

/** @param {number} value @param {string} name @param {object} [from] @returns {Term} */
export const number = (value, name, from) => ({ op: "number", value, name, from });
/** @param {...Term} parts @returns {Term} */
export const product = (...parts) => ({ op: "times", parts });
/** @param {...Term} parts @returns {Term} */
export const total = (...parts) => ({ op: "plus", parts });
/** @param {"sigma"|"tanh"} op @param {Term} part @returns {Term} */
export const squashed = (op, part) => ({ op, parts: [part] });

/** A number with so many decimals, a plain minus, never "-0.000". @param {number} value @param {number} digits */
export function fixed(value, digits) {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

/** The value of a tree; with digits, of its numbers as they are printed. @param {Term} term @param {number} [digits] */
export function evaluate(term, digits) {
  const { op, parts } = term;
  if (op === "number") return digits === undefined ? term.value : Number(fixed(term.value, digits));
  const values = parts.map((part) => evaluate(part, digits));
  if (op === "times") return values.reduce((a, b) => a * b, 1);
  if (op === "plus") return values.reduce((a, b) => a + b, 0);
  return SQUASH[op](values[0]);
}

/**
 * With how many decimals the numbers and the result have to be printed for the printed equation to
 * give the printed result; the result keeps three digits if any number of decimals for the rest will do.
 * @param {Term} term @param {number} value the recorded result @returns {{inputs: number, result: number}}
 */
export function digitsFor(term, value) {
  const least = Math.abs(value) >= 0.01 || value === 0 ? 3 : Math.min(12, 2 - Math.floor(Math.log10(Math.abs(value))));
  for (const result of [least, least + 1, least + 2, 2]) {
    for (let inputs = Math.max(DIGITS.least, result); inputs <= DIGITS.most; inputs += 1) {
      if (fixed(evaluate(term, inputs), result) === fixed(value, result)) return { inputs, result };
    }
  }
  return { inputs: DIGITS.most, result: 1 };
}

const WAYS = {
  text: {
    minus: "−", times: " × ", plus: " + ", less: " − ", open: "(", close: ")",
    sigma: (z) => `σ(${z})`, tanh: (z) => `tanh(${z})`,
  },
  latex: {
    minus: "-", times: " \\cdot ", plus: " + ", less: " - ", open: "(", close: ")",
    sigma: (z) => `\\sigma(${z})`, tanh: (z) => `\\tanh(${z})`,
  },
  torch: {
    minus: "-", times: " * ", plus: " + ", less: " - ", open: "(", close: ")",
    sigma: (z) => `torch.sigmoid(torch.tensor(${z}))`, tanh: (z) => `torch.tanh(torch.tensor(${z}))`,
  },
  python: {
    minus: "-", times: "*", plus: "+", less: "-", open: "(", close: ")",
    sigma: (z) => `1/(1+${BASE}**-(${z}))`, tanh: (z) => `(1-2/(1+${BASE}**(2*(${z}))))`,
  },
};

/**
 * Spell a tree as a list of pieces: texts and numbers in their order.
 * @param {Term} term @param {keyof typeof WAYS} way @param {number} [digits] all of them if absent
 * @returns {Array<string|{text: string, term: Term}>}
 */
export function pieces(term, way, digits) {
  const signs = WAYS[way];
  const spelled = (leaf, size) => {
    const text = digits === undefined ? String(Math.abs(size)).replace("e+", "e") : fixed(Math.abs(size), digits);
    return { text, term: leaf };
  };
  const isBelow = ({ op, value }) => op === "number" && Number(digits === undefined ? value : fixed(value, digits)) < 0;
  const leaf = (one, isFirst) => {
    if (!isBelow(one)) return [spelled(one, one.value)];
    const piece = { text: signs.minus + spelled(one, one.value).text, term: one };
    return isFirst ? [piece] : [signs.open, piece, signs.close];
  };
  const walk = (one, isFirst = true) => {
    if (one.op === "number") return leaf(one, isFirst);
    if (one.op === "times") {
      return one.parts.flatMap((part, n) => [...(n ? [signs.times] : []), ...walk(part, n === 0 && isFirst)]);
    }
    if (one.op === "plus") return one.parts.flatMap((part, n) => (n === 0 ? walk(part) : added(part)));
    const [before, after] = signs[one.op]("\u0000").split("\u0000");
    return [before, ...walk(one.parts[0]), after];
  };
  const added = (part) =>
    (isBelow(part) ? [signs.less, spelled(part, part.value)] : [signs.plus, ...walk(part, false)]);
  return walk(term);
}

/** A tree as one line of text. @param {Term} term @param {keyof typeof WAYS} way @param {number} [digits] */
export function spell(term, way, digits) {
  return pieces(term, way, digits).map((piece) => piece.text ?? piece).join("");
}
