import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { entry, isTerm, related, showGlossary } from "../../assets/player/glossary.mjs";
import { unpack } from "../../assets/player/payload.mjs";
import { payload } from "./run.mjs";

const CODES = [
  "c", "c_prev", "h", "h_prev", "f", "i", "g", "o", "tanh_c", "x", "kept", "written", "p_positive", "logit",
];
const planes = { f: [0.5, 0.5, 0.02, 0.96], c: [0.4, -0.2, 2.25, -0.5], x: [0, 0, -1.5, 0.25], h: [0.1, 0.1, 0, 0] };

function reading(more = {}) {
  const whole = payload(planes);
  for (const code of ["f", "c", "h"]) {
    const words = { symbol: `${code}ₜ`, label: `Label ${code}`, meaning: `Meaning of ${code}.` };
    Object.assign(whole.quantities[code], words);
  }
  whole.quantities.p_positive = {
    code: "p_positive", symbol: "pₜ", label: "Verdict", scale: "verdict", limit: 1, meaning: "How positive.",
  };
  return unpack({ ...whole, ...more });
}

/** As much of a page as the card needs. */
class Element {
  constructor(tag) { Object.assign(this, { tag, attributes: {}, children: [] }); }
  setAttribute(name, value) { this.attributes[name] = value; }
  removeAttribute(name) { delete this.attributes[name]; }
  getAttributeNames() { return Object.keys(this.attributes); }
  append(...children) { this.children.push(...children); }
  replaceChildren(...children) { this.children = children; }
  get text() { return this.children.map((child) => child.text ?? child).join(""); }
  all(tag) {
    const children = this.children.filter((child) => child instanceof Element);
    return children.flatMap((child) => [...(child.tag === tag ? [child] : []), ...child.all(tag)]);
  }
}

beforeEach(() => { globalThis.document = { createElement: (tag) => new Element(tag) }; });
afterEach(() => { delete globalThis.document; });

test("every symbol of the cell has a name, one sentence, a range and a value", () => {
  const run = reading();
  for (const code of CODES) for (const step of [0, 1]) {
    const { name, symbol, meaning, range, value } = entry(run, { step, phase: 4 }, code);
    for (const part of [name, symbol, range, value]) {
      assert.ok(part && !/undefined|NaN| {2}/.test(part), `${code} ${part}`);
    }
    assert.equal(typeof meaning, "string", code);
    for (const near of related(run, code)) assert.ok(isTerm(run, near.code) && near.name, code);
  }
});

test("values are told as a spread, a gate's with its mean, and only where they are known", () => {
  const run = reading();
  const said = (code, step = 1) => entry(run, { step }, code).value;
  assert.equal(said("f"), "at “<b>”: 2 units, from 0.02 to 0.96, mean 0.49");
  assert.equal(said("c"), "at “<b>”: 2 units, from −0.50 to 2.25");
  assert.equal(said("c_prev"), "after “Good”: 2 units, from −0.20 to 0.40");
  assert.equal(said("c_prev", 0), "all 0: nothing has been read yet");
  assert.equal(said("f", 0), "at “Good”: 2 units, all at 0.50");
  assert.equal(said("x"), "“<b>” is unknown, so it is read as <unk>: 2 numbers, from −1.50 to 0.25");
  assert.equal(said("p_positive"), "after “<b>”: 0.90, positive");
  assert.equal(said("logit"), "after “<b>”: 2.20");
  for (const code of CODES) assert.equal(entry(run, { step: 1 }, code, false).value, null);
});

test("the memory's range grows by one with each word", () => {
  const run = reading();
  assert.equal(entry(run, { step: 0 }, "c").range, "any number; after 1 word at most ±1, since each adds 1 at most");
  assert.match(entry(run, { step: 1 }, "c").range, /after 2 words at most ±2/);
  assert.equal(entry(run, { step: 0 }, "c_prev").range, "0 before the first word");
  assert.match(entry(run, { step: 1 }, "c_prev").range, /after 1 word at most ±1/);
});

test("a norm is explained where a gradient was carried back, and nowhere else", () => {
  const forward = reading();
  assert.equal(isTerm(forward, "norm"), false);
  assert.equal(isTerm(forward, "grad_c"), false);
  const whole = payload({ ...planes, grad_c: [0, 0, 0.3, 0.4] });
  const back = unpack({ ...whole, target: { step: 1, words: "the logit" } });
  assert.equal(isTerm(back, "norm"), true);
  assert.equal(entry(back, { step: 1 }, "norm").value, "at “<b>”: 0.50");
  assert.equal(entry(back, { step: 1 }, "grad_c").value, "at “<b>”: a norm of 0.50");
  assert.deepEqual(related(back, "grad_c").map(({ code }) => code), ["norm"]);
});

test("the card holds the entry as text, with subscripts, links and no number of a receipt before", () => {
  const run = reading();
  const panel = { root: new Element("section"), body: new Element("div"), drawn: "" };
  panel.body.setAttribute("data-value", "0.5");
  panel.body.setAttribute("class", "lv-card-body");
  showGlossary(panel, run, { step: 1, phase: 1 }, "c_prev");
  assert.equal(panel.root.attributes["aria-label"], "What it is: Cell state before");
  assert.deepEqual(panel.body.getAttributeNames().sort(), ["class", "data-glossary"]);
  assert.match(panel.body.text, /^Cell state before, Ct−1What the LSTM knew before this word/);
  assert.deepEqual(panel.body.all("sub").map((sub) => sub.text), ["t−1"]);
  assert.deepEqual(panel.body.all("button").map((link) => link.attributes["data-term"]), ["f", "kept", "c"]);
  assert.match(panel.body.text, /Nowafter “Good”: 2 units/);
  const before = panel.body.children;
  showGlossary(panel, run, { step: 1, phase: 2 }, "c_prev");
  assert.equal(panel.body.children, before); // nothing has changed
  showGlossary(panel, run, { step: 1, phase: 1 }, "c", false);
  assert.match(panel.body.text, /Nownot yet: it comes in a later phase/);
  assert.doesNotMatch(panel.body.text, /2\.25/);
});
