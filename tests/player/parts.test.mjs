import assert from "node:assert/strict";
import { test } from "node:test";

import { advance, advanceWords, clamp, nextPhase, WORD_MS } from "../../assets/player/clock.mjs";
import { ink, luminance, palette } from "../../assets/player/colours.mjs";
import { factor, plain, printed, sign, tight } from "../../assets/player/format.mjs";
import { begunAt, changedWord, columnsKnown, doneAt, isKnown, wordsKnown } from "../../assets/player/known.mjs";
import {
  along, columnAt, columns, ease, narrowCell, passed, PHASE_OF, scrollFor, wideCell,
} from "../../assets/player/layout.mjs";
import { Moves } from "../../assets/player/moves.mjs";
import { MOTION_MS } from "../../assets/player/pace.mjs";
import { bytesOf, floats, row, unpack } from "../../assets/player/payload.mjs";
import { sentence, times } from "../../assets/player/phases.mjs";
import { openness } from "../../assets/player/story.mjs";
import { base85, payload } from "./run.mjs";

test("numbers have two digits, a true minus and no negative zero", () => {
  assert.equal(plain(-1.174), "−1.17");
  assert.equal(plain(-0.001), "0.00");
  assert.equal(tight(0.241), ".24");
  assert.equal(tight(-0.5), "−.50");
  assert.equal(tight(0.999), "1.0");
  assert.equal(factor(-0.5), "(−0.50)");
  assert.equal(printed(-1.174), -1.17);
});

test("the sign is honest about rounding", () => {
  assert.equal(sign(2.0 * 0.24, 0.483), "=");
  assert.equal(sign(2.0 * 0.24, 0.494), "≈");
  assert.equal(times(2.004, 0.241, 0.483), "2.00 × 0.24 = 0.48");
});

test("a payload is unpacked bit for bit, and rows before the first are zero", () => {
  const run = unpack(payload({ c: [0.1, 0.2, 0.3, 0.4], f: [1, 1, 0.5, 0.25] }));
  assert.deepEqual([...row(run, "c", 1)], [0.3, 0.4].map(Math.fround));
  assert.deepEqual([...row(run, "c_prev", 1)], [0.1, 0.2].map(Math.fround));
  assert.deepEqual([...row(run, "c_prev", 0)], [0, 0]);
  assert.deepEqual([...row(run, "kept", 1)], [Math.fround(0.1) * 0.5, Math.fround(0.2) * 0.25].map(Math.fround));
});

test("another version and a short plane are refused", () => {
  assert.throws(() => unpack({ ...payload(), version: 1 }), /version 2, not 1/);
  assert.throws(() => unpack(payload({ f: [1] })), /Plane f is not 2 × 2/);
});

test("time runs through the phases, movement first, over the steps, and ends", () => {
  const begin = { step: 0, phase: 1, share: 0 };
  const lasts = (step, phase) => MOTION_MS * (phase === 2 ? 4 : 2);
  const halfway = { step: 0, phase: 1, share: 0.5, spent: MOTION_MS / 2, ended: false };
  assert.deepEqual(advance(begin, MOTION_MS / 2, 1, 2, lasts), halfway);
  const resting = { step: 0, phase: 1, share: 1, spent: MOTION_MS * 1.5, ended: false };
  assert.deepEqual(advance(begin, MOTION_MS * 1.5, 1, 2, lasts), resting);
  const second = { step: 1, phase: 1, share: 0, spent: 0, ended: false };
  assert.deepEqual(advance(begin, MOTION_MS * 10, 1, 2, lasts), second);
  assert.deepEqual(advance(begin, MOTION_MS * 3, 2, 2, lasts), { step: 0, phase: 3, share: 0, spent: 0, ended: false });
  assert.deepEqual(advance(begin, MOTION_MS * 99, 1, 2, lasts), { step: 1, phase: 4, share: 1, ended: true });
  const paused = { step: 0, phase: 2, share: 1 }; // goes on where its movement is over
  assert.equal(advance(paused, MOTION_MS * 2.9, 1, 2, lasts).phase, 2);
  assert.equal(advance(paused, MOTION_MS * 3, 1, 2, lasts).phase, 3);
});

test("what may be shown is what was read: a phase counts when its movement is over", () => {
  assert.equal(doneAt({ step: 0, phase: 0, share: 1 }), 0);
  assert.equal(doneAt({ step: 2, phase: 3, share: 0.9 }), 10);
  assert.equal(doneAt({ step: 2, phase: 3, share: 1 }), 11);
  assert.equal(begunAt({ step: 2, phase: 3 }), 11);
  const codes = ["x", "f", "i", "c", "h", "p_positive", "grad_c"];
  const shown = [true, true, true, false, false, false, true];
  assert.deepEqual(codes.map((q) => isKnown(q, 2, 10)), shown);
  assert.deepEqual([7, 8, 11].map(wordsKnown), [1, 2, 2]);
  assert.deepEqual(["f", "i", "c", "h", "grad_h"].map((q) => columnsKnown(q, 10, 5)), [3, 3, 2, 2, 5]);
  assert.deepEqual(["f", "h"].map((q) => columnsKnown(q, 0, 5)), [0, 0]);
});

test("after an edit one stands at the end of what is new", () => {
  const now = (before, after) => changedWord(before.split(" "), after.split(" "));
  assert.equal(now("the film", "the film was"), 2);
  assert.equal(now("the film was good .", "the film was bad ."), 3);
  assert.equal(now("the film was good .", "the film was not very good ."), 4);
  assert.equal(now("the film was not good .", "the film was good ."), 2);
  assert.equal(now("a b", "c d"), 1);
  assert.equal(now("a a", "a a a"), 2);
});

test("an order is obeyed where it is new, and the reader's moves are not newer", () => {
  const moves = new Moves();
  const order = (turn, seen, visit = "v") => ({ turn, seen, visit });
  assert.equal(moves.obeys(order(1, 0)), true);
  assert.equal(moves.obeys(order(1, 0)), false); // an echo
  moves.moved(() => {});
  moves.wait();
  assert.equal(moves.obeys(order(2, 0)), false); // it did not know the move,
  assert.equal(moves.newest, 2); // which is told again
  assert.equal(moves.obeys(order(3, 2)), true);
  assert.equal(moves.obeys(order(1, 2, "another")), false); // a new server knows nothing
  assert.equal(moves.newest, 3);
  moves.leave({ state: { isAgain: true } });
  assert.equal(moves.obeys(order(2, 0, "another")), false);
  moves.leave({ state: null }); // the reader went to another address after the move
  assert.equal(moves.obeys(order(3, 0, "another")), true);
  moves.wait();
});

test("steps stay inside the sentence", () => {
  assert.deepEqual(clamp(9, 7, 3), { step: 2, phase: 4, share: 1 });
  assert.deepEqual(clamp(-1, 0, 0), { step: 0, phase: 1, share: 1 });
  assert.deepEqual(nextPhase({ step: 0, phase: 4 }, 1, 2), { step: 1, phase: 1, share: 0 });
  assert.deepEqual(nextPhase({ step: 0, phase: 1 }, -1, 2), { step: 0, phase: 1, share: 1 });
});

test("the sentence of each phase is made from the numbers", () => {
  const run = unpack(payload({
    c: [2.004, 0.1, -0.357, 0.1], f: [0.5, 0.5, 0.241, 1], i: [0, 0, 0.962, 0], g: [0, 0, -0.873, 0],
    o: [0, 0, 0.5, 0], tanh_c: [0, 0, -0.343, 0.1], h: [0, 0, -0.1715, 0],
  }));
  assert.match(
    sentence(run, 1, 1),
    /At “<b>” the largest loss is in unit 1, which keeps 24%: 2\.00 × 0\.24 = 0\.48\. \(Unknown, so read as <unk>\.\)/,
  );
  assert.match(sentence(run, 1, 2), /unit 1, which admits 96% of the candidate: 0\.96 × \(−0\.87\) = −0\.84\.$/);
  assert.match(sentence(run, 1, 3), /unit 1 most, from 2\.00 to −0\.36: kept 0\.48, written −0\.84\.$/);
  const said = sentence(run, 1, 4);
  assert.match(said, /unit 1 has the largest output: 0\.50 × \(−0\.34\) = −0\.17\. /);
  assert.match(said, / rises from 0\.50 to 0\.90, although unit 1, the strongest, pushes it down\.$/);
  assert.match(sentence(run, 0, 1), /the memory is empty/);
});

test("numbers on their colours reach a contrast of 4.5 in both themes", () => {
  for (const dark of [false, true]) {
    const colours = palette(dark, payload());
    for (let value = -1; value <= 1; value += 0.05) {
      const ground = colours.signed(value, 1);
      const text = luminance(ink(ground) === "#FFFFFF" ? [255, 255, 255] : [0, 0, 0]);
      const [high, low] = [luminance(ground), text].sort((a, b) => b - a);
      assert.ok((high + 0.05) / (low + 0.05) >= 4.5, `${dark} ${value}`);
    }
  }
});

test("zero is the ground and both signs differ", () => {
  const { signed } = palette(false, payload());
  assert.deepEqual(signed(0, 1), [240, 238, 232]);
  assert.notDeepEqual(signed(0.5, 1), signed(-0.5, 1));
  assert.notDeepEqual(signed(5, 1), signed(1, 1)); // beyond the scale, and seen to be
  assert.deepEqual(signed(5, 1), signed(1.5, 1));
  assert.deepEqual(signed(1 + 1e-9, 1), signed(1, 1));
});

test("columns are equal where all words fit, else as wide as their words", () => {
  const equal = columns(1064, Array(10).fill(60));
  assert.deepEqual(equal.widths, Array(10).fill(100));
  assert.equal(equal.total, 1000);
  const wide = columns(1064, [400, ...Array(9).fill(50)]);
  assert.equal(wide.widths[0], 415); // what is free is shared
  assert.ok(Math.abs(wide.total - 1000) < 1e-9);
  const long = columns(1064, Array(50).fill(0).map((_, t) => (t % 2 ? 120 : 10)));
  assert.deepEqual(long.widths.slice(0, 2), [46, 120]);
  assert.deepEqual(long.lefts.slice(0, 3), [0, 46, 166]);
  assert.equal(columnAt(long, long.gutter + 100), 1);
  assert.equal(columnAt(long, long.gutter - 1), -1);
  assert.equal(columns(328, Array(50).fill(0)).widths[0], 52);
});

test("the playhead stays in view, with its neighbours", () => {
  assert.equal(scrollFor(150, 50, 500, 0), 0);
  assert.equal(scrollFor(5000, 50, 500, 0), 4600);
  assert.equal(scrollFor(100, 50, 500, 400), 50);
});

test("every strip of the cell lies inside the drawing, wide and narrow, and has its phase", () => {
  for (const cell of [wideCell(), narrowCell(328)]) {
    for (const [name, { x, y, width, height }] of Object.entries(cell.strips)) {
      assert.ok(x >= 0 && y >= 0 && x + width <= cell.width && y + height <= cell.height, name);
      assert.ok(name in PHASE_OF, name);
    }
  }
});

test("motion starts and ends at its ends", () => {
  const path = [[0, 0], [10, 0], [10, 30]];
  assert.deepEqual(along(path, 0), [0, 0]);
  assert.deepEqual(along(path, 0.5), [10, 10]);
  assert.deepEqual(along(path, 1), [10, 30]);
  assert.equal(ease(0), 0);
  assert.equal(ease(1), 1);
});

test("c and h that travel as their factors come back bit for bit", () => {
  const planes = {
    f: [1, 1, 0.3, 0.7], i: [0.9, 0.1, 0.5, 0.2], g: [0.8, -0.3, 0.1, 0.6], o: [0.5, 0.5, 0.1, 0.9],
    tanh_c: [0.6, -0.03, 0.3, 0.1],
  };
  const whole = payload(planes);
  delete whole.planes.c;
  delete whole.planes.h;
  const { planes: back } = unpack(whole);
  const { fround } = Math;
  const first = fround(fround(0.9) * fround(0.8));
  const kept = fround(fround(0.3) * first);
  assert.equal(back.c[0], first);
  assert.equal(back.c[2], fround(kept + fround(fround(0.5) * fround(0.1))));
  assert.equal(back.h[3], fround(fround(0.9) * fround(0.1)));
});

test("halves are read as IEEE 754 says", () => {
  const bits = Uint16Array.from([0x3c00, 0xc000, 0x3555, 0x0001, 0x8000, 0x7bff]);
  const found = floats({ type: "f2", data: base85(bits.buffer) });
  assert.deepEqual([...found], [1, -2, 0.333251953125, 2 ** -24, -0, 65504]);
});

test("word by word every step stands finished for a while", () => {
  const on = advanceWords({ step: 0, phase: 4, share: 1 }, WORD_MS / 2, 1, 3);
  assert.deepEqual([on.step, on.phase, on.share, on.ended], [0, 4, 1, false]);
  assert.equal(advanceWords(on, WORD_MS / 2, 1, 3).step, 1);
  assert.equal(advanceWords(on, WORD_MS, 4, 3).ended, true);
  assert.equal(advanceWords(on, WORD_MS * 0.75, 1, 3).waited, WORD_MS / 4); // what is over counts for the next
});

test("a valve's work is done on the middle of the way", () => {
  assert.equal(passed(0.2), 0);
  assert.equal(passed(0.75), 1);
  assert.ok(passed(0.5) > 0 && passed(0.5) < 1);
});

test("in story the sentences carry words made from the numbers", () => {
  const run = unpack(payload({
    c: [2, 0.1, -0.4, 0.1], f: [1, 1, 0.2, 1], i: [0, 0, 0.9, 0], g: [0, 0, -0.9, 0], o: [0.5, 0.5, 0.9, 0.9],
  }));
  assert.match(
    sentence(run, 1, 1, "story"),
    /1 of 2 forget valves is more than half shut; unit 1, which leaned towards positive, loses most/,
  );
  assert.match(
    sentence(run, 1, 2, "story"),
    /1 of 2 input valves is more than half open; most is written to unit 1, towards negative/,
  );
  assert.match(sentence(run, 1, 3, "story"), /unit 1 most, which turns from positive to negative/);
  assert.match(sentence(run, 1, 4, "story"), /wide open on average\. The verdict rises far and is now positive/);
  assert.equal(openness(0.5), "half open");
});

test("base 85 is read as Python writes it, whole groups and rests", () => {
  assert.deepEqual([...bytesOf("")], []);
  assert.deepEqual([...bytesOf("Xk~0{Zv")], [104, 101, 108, 108, 111]); // base64.b85encode(b"hello")
  assert.deepEqual([...bytesOf("|NsC0")], [255, 255, 255, 255]);
});
