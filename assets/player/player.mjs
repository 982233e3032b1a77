// The player: one instance a root element; every call of the default function is an update.

import { advance, advanceWords, clamp, nextPhase, PHASE_MS } from "./clock.mjs";
import { adjust, click, press } from "./hands.mjs";
import { Moves } from "./moves.mjs";
import { unpack } from "./payload.mjs";
import { MAIN_OF } from "./say.mjs";
import { lead } from "./sync.mjs";
import { View } from "./view.mjs";

const START = { mode: "numbers", map: "c", order: "unit", unit: null };
const instances = new WeakMap();

/** Time between two frames; a frame may carry a time from before it was asked for. */
function elapsed(last, now) {
  return Math.max(0, Math.min(100, now - last));
}

class Player {
  constructor(root) {
    this.root = root;
    this.place = clamp(0, 4, 0);
    this.speed = 1;
    this.pace = "phase";
    Object.assign(this, START);
    this.receipt = null;
    this.playing = false;
    this.moves = new Moves();
    this.tell = () => {};
    this.build();
  }

  build() {
    this.view = new View();
    const { frame } = this.view;
    this.root.replaceChildren(frame);
    this.abort = new AbortController();
    const on = (target, type, act, options = {}) =>
      target.addEventListener(type, act, { ...options, signal: this.abort.signal });
    on(frame, "click", (event) => click(this, event));
    on(frame, "keydown", (event) => press(this, event));
    on(frame, "input", (event) => adjust(this, event));
    on(frame, "pointermove", (event) => this.view.hover(event));
    on(frame, "pointerleave", () => this.view.hideTip());
    on(frame, "scroll", (event) => this.view.sync(event), { capture: true, passive: true });
    on(window, "popstate", (event) => this.moves.leave(event));
    on(document, "visibilitychange", () => document.hidden && this.pause());
    on(document, "fullscreenchange", () => this.fullChanged());
    this.observer = new ResizeObserver(() => this.view.resize() && this.draw());
    this.observer.observe(frame);
  }

  draw() {
    const { place, playing, mode, map, order, unit, receipt } = this;
    this.view.draw({ place, playing, mode, map, order, unit, receipt });
    lead(this);
  }

  update(data, tell) {
    this.tell = tell;
    const before = this.run;
    this.run = unpack(data);
    this.reading = data.place?.reading;
    this.view.setRun(this.run);
    const order = data.place ?? {};
    const isLate = this.moves.order !== null && this.moves.order.turn !== order.turn;
    const obeys = this.moves.obeys(order);
    if (before?.id !== this.run.id) this.begin(before, this.run, obeys ? order : null);
    else if (obeys) this.goTo(order);
    else if (isLate) this.moved(); // the server did not know the newest move: tell it again
    this.draw();
  }

  /** A new sentence: stop, keep speed and choices, lay everything out anew. */
  begin(before, run, order) {
    this.stop();
    this.close();
    this.moves.drop();
    const isLonger = before && before.T < run.T;
    const isTypedOn = isLonger && before.payload.tokens.every(({ shown }, t) => shown === run.payload.tokens[t].shown);
    this.place = clamp(order?.step ?? (isTypedOn ? run.T - 1 : run.payload.turn), order?.phase ?? 4, run.T);
    if (order) this.choose(order);
    if (this.unit !== null && this.unit >= run.H) this.unit = null;
    this.view.map = this.map;
    this.view.lay();
  }

  /** Take over what was asked for, where it makes sense. */
  choose(asked) {
    for (const name of Object.keys(START)) this[name] = asked[name] ?? (name === "unit" ? null : this[name]);
    if (![...this.run.payload.maps, "all"].includes(this.map)) this.map = START.map;
  }

  goTo(asked = {}) {
    this.stop();
    this.place = clamp(asked.step ?? this.run.payload.turn, asked.phase ?? 4, this.run.T);
    this.choose(asked);
  }

  play() {
    if (this.run.T === 0) return;
    const { step, phase, share } = this.turned(this.place);
    const atEnd = step === this.run.T - 1 && phase === 4 && share === 1;
    const begin = this.run.isBackward ? this.run.payload.target.step : 0;
    if (atEnd) this.place = this.pace === "word" ? clamp(begin, 4, this.run.T) : { step: begin, phase: 1, share: 0 };
    this.playing = true;
    this.moves.wait();
    this.tick(performance.now());
  }

  /** A backward pass plays from the last word to the first: the same clock, the steps turned round. */
  turned(place) {
    return this.run.isBackward ? { ...place, step: this.run.T - 1 - place.step } : place;
  }

  tick(last) {
    this.pending = requestAnimationFrame((now) => {
      const on = this.pace === "word" ? advanceWords : advance;
      const { ended, ...moved } = on(this.turned(this.place), elapsed(last, now), this.speed, this.run.T);
      const place = this.turned(moved);
      if (place.step !== this.place.step) this.receiptTo(place.step);
      this.place = place;
      if (ended) this.pause();
      else this.tick(now);
      this.draw();
    });
  }

  stop() {
    cancelAnimationFrame(this.pending);
    this.playing = false;
  }

  pause() {
    if (!this.playing) return;
    this.stop();
    this.place = { ...this.place, share: 1 };
    this.draw();
    this.moved();
  }

  /** The reader moved: stop, show, and tell the server once they rest. */
  go(place) {
    const moving = place.share < 1 && !this.view.calm.matches;
    this.stop();
    if (place.step !== this.place.step) this.receiptTo(place.step);
    this.place = place;
    this.draw();
    if (moving) this.glide(performance.now());
    this.moved();
  }

  /** Let one phase's motion run out. */
  glide(last) {
    this.pending = requestAnimationFrame((now) => {
      const share = Math.min(1, this.place.share + (elapsed(last, now) * this.speed) / PHASE_MS);
      this.place = { ...this.place, share };
      this.draw();
      if (share < 1) this.glide(now);
    });
  }

  /** The reader moved or chose: the server is told once they rest. */
  moved() {
    this.moves.moved((move) => {
      const { place: { step, phase }, mode, map, order, unit, reading } = this;
      this.tell({ step, phase, mode, map, order, unit, all: true, move, reading });
    });
  }

  /** Show where a number comes from. @param {?object} at of `receiptPlace` @param {?DOMRect} beside */
  explain(at, beside) {
    if (!at) return;
    if (at.q !== "x" && at.q !== "p_positive") this.unit = at.j;
    const isOpen = this.receipt !== null;
    this.receipt = at;
    this.draw();
    if (!isOpen || beside) this.view.openPanel(beside);
    this.moved();
  }

  /** Take a choice of the reader's. @param {"mode"|"map"|"order"} name @param {string} value */
  pick(name, value) {
    this[name] = value;
    this.draw();
    this.moved();
  }

  receiptTo(step) {
    if (this.receipt) this.receipt = { ...this.receipt, t: step };
  }

  close() {
    const hadFocus = this.view.panel.root.contains(this.root.getRootNode().activeElement);
    this.receipt = null;
    this.unit = null;
    this.view.closePanel();
    if (hadFocus) this.view.frame.focus();
  }

  /** From one unit to the next, with or without an open receipt. */
  turnUnit(way) {
    const { q, t, j } = this.receipt ?? { q: MAIN_OF[this.place.phase - 1], t: this.place.step, j: this.unit ?? (way > 0 ? -1 : this.run.H) };
    const count = q === "x" ? this.run.E : this.run.H;
    const next = { q, t, j: (j + way + count) % count };
    if (this.receipt) this.explain(next);
    else { this.unit = next.j; this.draw(); this.moved(); }
  }

  async full() {
    const isFull = Boolean(this.view.frame.getRootNode().fullscreenElement);
    if (isFull) await document.exitFullscreen();
    else await this.view.frame.requestFullscreen?.();
  }

  fullChanged() {
    this.view.setFull(this.view.frame.getRootNode().fullscreenElement === this.view.frame);
    if (this.run) this.draw();
  }

  destroy() {
    this.stop();
    this.moves.wait();
    this.observer.disconnect();
    this.abort.abort();
  }
}

/** Streamlit calls this at mounting, on new data and on a new theme. */
export function mount({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".lv-root") ?? parentElement;
  const known = instances.get(parentElement);
  const player = known?.player ?? new Player(root);
  const call = (known?.call ?? 0) + 1;
  instances.set(parentElement, { player, call });
  player.update(data, (place) => setStateValue("place", place));
  return () => {
    if (instances.get(parentElement)?.call !== call) return;
    player.destroy();
    instances.delete(parentElement);
  };
}
