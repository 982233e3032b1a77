import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import show from "../../assets/player/loader.mjs";

beforeEach(() => { delete globalThis.lstmVizPlayer; });

/** The code arrives, as carrier.mjs brings it. */
function arrive(mount) {
  globalThis.lstmVizPlayer ??= { waiting: new Set() };
  globalThis.lstmVizPlayer.mount = mount;
  globalThis.lstmVizPlayer.waiting.forEach((go) => go());
  globalThis.lstmVizPlayer.waiting.clear();
}

test("the player is shown at once where its code is in the page", () => {
  arrive((update) => `left ${update.data}`);
  assert.equal(show({ data: 1 }), "left 1");
});

test("a player that comes before its code waits for it, in the order of its calls", () => {
  const seen = [];
  show({ data: 1 });
  show({ data: 2 });
  arrive((update) => seen.push(update.data));
  assert.deepEqual(seen, [1, 2]);
});

test("a player that has left before its code came is not shown", () => {
  const seen = [];
  show({ data: 1 })();
  arrive((update) => seen.push(update.data));
  assert.deepEqual(seen, []);
});

test("a player that had to wait leaves as any other", () => {
  const left = [];
  const leave = show({ data: 1 });
  arrive((update) => () => left.push(update.data));
  leave();
  assert.deepEqual(left, [1]);
});
