import assert from "node:assert/strict";
import { test } from "node:test";

import { counterpart, groups, lead } from "../../assets/player/sync.mjs";

const at = (step, phase = 4, share = 1) => ({ step, phase, share });

test("one word beside another: the same phase at the same moment", () => {
  assert.deepEqual(counterpart(at(1, 2, 0.3), [0, 1, 3], 4), at(1, 2, 0.3));
  assert.deepEqual(counterpart(at(2), [0, 1, 3], 4), at(3));
});

test("a word that only the other has is read on the way", () => {
  const map = [0, 1, 3];
  assert.deepEqual(counterpart(at(2, 1, 0), map, 4), at(2, 1, 0));
  assert.deepEqual(counterpart(at(2, 2, 0.5), map, 4), at(2, 4, 0));
  assert.deepEqual(counterpart(at(2, 3, 0), map, 4), at(3, 1, 0));
  assert.deepEqual(counterpart({ ...at(2), waited: 0 }, map, 4), at(2));
  assert.deepEqual(counterpart({ ...at(2), waited: 500 }, map, 4), at(3));
});

test("a word that only the leader has is waited for, before the first nothing is read", () => {
  assert.deepEqual(counterpart(at(2, 1, 0.2), [0, 1, 1, 2], 3), at(1));
  assert.deepEqual(counterpart(at(0, 3, 0.2), [-1, 0], 1), at(0, 1, 0));
  assert.deepEqual(counterpart(at(3), [0], 1), at(0, 1, 0));
});

test("all moments of a reading move the other forwards only", () => {
  const map = [-1, 2, 2, 3, 6];
  let last = 0;
  for (let step = 0; step < map.length; step += 1)
    for (let phase = 1; phase <= 4; phase += 1)
      for (const share of [0, 0.3, 0.7, 1]) {
        const place = counterpart(at(step, phase, share), map, 7);
        const now = place.step * 4 + place.phase - 1 + place.share;
        assert.ok(now >= last - 1e-9, `${step} ${phase} ${share}`);
        assert.ok(place.step < 7 && place.phase >= 1 && place.phase <= 4 && place.share >= 0 && place.share <= 1);
        last = now;
      }
  assert.equal(last, 6 * 4 + 4);
});

function fake(map, nTokens, group = "g") {
  const player = {
    run: { id: `${map}`, T: nTokens, payload: { sync: group && { group, map } } },
    place: at(0), playing: false, drawn: 0, stopped: 0, played: 0, abort: new AbortController(),
    draw() { this.drawn += 1; assert.ok(this.drawn < 100, "an echo without end"); lead(this); },
    stop() { this.stopped += 1; this.playing = false; },
    play() { this.played += 1; this.playing = true; this.draw(); },
    card: null, most: 0, moved() { this.rested += 1; }, rested: 0,
  };
  return player;
}

test("one leads, the other follows once, whoever was moved; the late one follows", () => {
  const [a, b] = [fake([0, 1, 3], 3), fake([0, 1, 1, 2], 4)];
  a.place = at(1);
  a.draw();
  b.draw();
  assert.deepEqual(b.place, at(1));
  a.place = at(2);
  a.draw();
  assert.deepEqual(b.place, at(3));
  b.place = at(2);
  b.draw();
  assert.deepEqual([a.place, b.place], [at(1), at(2)]);
  const counts = [a.drawn, b.drawn];
  a.draw();
  assert.deepEqual([a.drawn, b.drawn], [counts[0] + 1, counts[1]]);
  a.abort.abort();
  b.abort.abort();
  assert.equal(groups().size, 0);
});

test("play and pause go over; the one with words left plays on", () => {
  const [a, b] = [fake([0, 1], 2), fake([0, 1, 1, 1], 4)];
  a.draw();
  b.draw();
  Object.assign(a, { playing: true, place: at(1, 2, 0.5) });
  a.draw();
  assert.equal(b.playing, true);
  assert.deepEqual(b.place, at(1, 2, 0.5));
  b.playing = false; // the reader pauses the one that follows
  b.draw();
  assert.equal(a.playing, false);
  Object.assign(a, { playing: true, place: at(1, 4, 0.5) });
  a.draw();
  Object.assign(a, { playing: false, place: at(1) });
  a.draw();
  assert.equal(b.played, 1);
  a.abort.abort();
  b.abort.abort();
});

test("what is chosen in one is chosen in the other", () => {
  const [a, b] = [fake([0, 1], 2), fake([0, 1], 2)];
  const chosen = { mode: "story", map: "f", order: "influence", all: true, speed: 2, pace: "word" };
  Object.assign(a, chosen);
  a.draw();
  b.draw(); // the one that comes later takes over what was chosen
  assert.deepEqual({ ...b, ...chosen }, { ...b });
  a.mode = "numbers";
  a.draw();
  assert.equal(b.mode, "numbers");
  b.speed = 4;
  b.draw();
  assert.equal(a.speed, 4);
  a.abort.abort();
  b.abort.abort();
});

test("where the leader rests the other rests too; while it plays nobody does", () => {
  const [a, b] = [fake([0, 1, 2], 3), fake([0, 1, 2], 3)];
  a.draw();
  b.draw();
  assert.equal(b.rested, 0); // it only came to stand beside the first
  a.place = at(1);
  a.draw();
  assert.deepEqual([a.rested, b.rested], [0, 1]);
  Object.assign(a, { playing: true, place: at(1, 2, 0.5) });
  a.draw();
  assert.equal(b.rested, 1);
  a.abort.abort();
  b.abort.abort();
});

test("without a group nothing is shared, and a left group is empty", () => {
  const lone = fake([0], 1, null);
  lone.draw();
  assert.equal(groups().size, 0);
  const member = fake([0], 1);
  member.draw();
  assert.equal(groups().size, 1);
  member.run.payload.sync = null;
  member.draw();
  assert.equal(groups().size, 0);
});
