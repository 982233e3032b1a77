// The player: where the reader is, and what moves them on.

import { cardTo, closeCard } from "./card.mjs";
import { advance, advanceWords, BEFORE, clamp } from "./clock.mjs";
import { adjust, click, press } from "./input.mjs";
import { hasBeenUsed, wasTyped } from "./invite.mjs";
import { changedWord, doneAt, PHASES_A_WORD } from "./known.mjs";
import { lessonOf, resumed, stopAt } from "./lesson.mjs";
import { Moves } from "./moves.mjs";
import { MOTION_MS, phaseMs } from "./pace.mjs";
import { unpack } from "./payload.mjs";
import { sentence } from "./phases.mjs";
import { lead } from "./sync.mjs";
import { View } from "./view.mjs";

const START = { mode: "numbers", map: "c", order: "unit", unit: null, all: false };

/** Time between two frames; a frame may carry a time from before it was asked for. */
function elapsed(last, now) {
  return Math.max(0, Math.min(100, now - last));
}

const wordsOf = (run) => run.payload.tokens.map(({ shown }) => shown);

/** Owns the place and moves it; knows what the reader wishes, not how it looks. */
export class Player {
  constructor(root) {
    this.root = root;
    this.place = BEFORE;
    this.most = 0; // phases done at the furthest place that was read
    this.speed = 1;
    this.pace = "phase";
    Object.assign(this, START);
    this.card = null; // what the card explains: a number's receipt, a term, or the keys
    this.playing = false;
    this.guess = null;
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
    on(document, "input", (event) => { this.lastInput = event.inputType ?? ""; }, { capture: true, passive: true });
    this.view.narration.heed(this.abort.signal, () => this.run && this.draw());
    on(window, "popstate", (event) => this.moves.leave(event));
    on(document, "visibilitychange", () => document.hidden && this.pause());
    on(document, "fullscreenchange", () => this.fullChanged());
    on(window, "resize", () => this.view.resize() && this.draw());
    this.observer = new ResizeObserver(() => this.view.resize() && this.draw());
    this.observer.observe(frame);
  }

  /** How many phases of the sentence may be shown: while it plays, none that is still to come. */
  get known() {
    if (this.all || this.run.isBackward) return PHASES_A_WORD * this.run.T;
    const now = doneAt(this.place);
    return this.playing ? now : Math.max(this.most, now);
  }

  /** Before the first word, with the sentence whole and the reader asked for a guess. */
  get isInvited() {
    return this.place.phase === 0;
  }

  draw() {
    const { place, playing, mode, map, order, unit, card, known, guess, all } = this;
    this.most = Math.max(this.most, doneAt(place));
    this.view.draw({ place, playing, mode, map, order, unit, card, known, guess, all });
    lead(this);
  }

  update(data, tell) {
    this.tell = tell;
    const before = this.run;
    this.run = unpack(data);
    this.reading = data.place?.reading;
    this.view.setRun(this.run, data.label);
    const order = data.place ?? {};
    const obeys = this.moves.obeys(order);
    if (before?.id !== this.run.id) this.begin(before, this.run, obeys ? order : null);
    else if (obeys) this.goTo(order);
    this.draw();
  }

  /** A new sentence: stop, keep speed and choices, lay everything out anew. */
  begin(before, run, order) {
    this.stop();
    closeCard(this);
    this.moves.drop();
    if (order) this.choose(order);
    this.stand(before, run, order?.step ?? null, order?.phase);
    this.lastInput = "";
    if (this.unit !== null && this.unit >= run.H) this.unit = null;
    this.view.map = this.map;
    this.view.lay();
  }

  /**
   * Where a new sentence begins: where a link leads; where the reader was, if only the model is another; at the
   * word that was just typed; else before the first word.
   */
  stand(before, run, step, phase) {
    const isSame = Boolean(before) && wordsOf(before).join("\n") === wordsOf(run).join("\n");
    if (isSame && step === null) {
      this.place = this.isInvited ? BEFORE : clamp(this.place.step, this.place.phase, run.T);
      return;
    }
    const isTyped = Boolean(before) && wasTyped(this.lastInput) && !lessonOf(run);
    this.guess = null;
    this.most = isTyped || run.payload.sync ? PHASES_A_WORD * run.T : 0;
    if (step !== null) this.place = clamp(step, phase ?? 4, run.T);
    else if (isTyped) this.place = clamp(changedWord(wordsOf(before), wordsOf(run)), 4, run.T);
    else this.place = run.isBackward || run.payload.sync ? clamp(run.payload.turn, 4, run.T) : BEFORE;
    if (isTyped) hasBeenUsed();
  }

  /** Take over what was asked for, where it makes sense. */
  choose(asked) {
    for (const name of Object.keys(START)) this[name] = asked[name] ?? (name === "unit" ? null : this[name]);
    if (![...this.run.payload.maps, "all"].includes(this.map)) this.map = START.map;
  }

  goTo(asked = {}) {
    this.stop();
    this.choose(asked);
    this.stand(null, this.run, asked.step ?? null, asked.phase);
  }

  play() {
    if (this.run.T === 0) return;
    const { step, phase, share } = this.turned(this.place);
    const atEnd = step === this.run.T - 1 && phase === 4 && share === 1;
    const begin = this.run.isBackward ? this.run.payload.target.step : 0;
    if (atEnd || this.isInvited) {
      this.place = this.pace === "word" ? clamp(begin, 4, this.run.T) : { step: begin, phase: 1, share: 0 };
      this.most = 0; // what is read again is not known before
    } else this.place = resumed(this.run, this.place);
    this.playing = true;
    this.moves.wait();
    hasBeenUsed();
    this.tick(performance.now());
  }

  /** A backward pass plays from the last word to the first: the same clock, the steps turned round. */
  turned(place) {
    return this.run.isBackward ? { ...place, step: this.run.T - 1 - place.step } : place;
  }

  tick(last) {
    const lasts = (step, phase) => phaseMs(sentence(this.run, this.turned({ step }).step, phase, this.mode));
    this.pending = requestAnimationFrame((now) => {
      const on = this.pace === "word" ? advanceWords : advance;
      const from = this.turned(this.place);
      const to = on(from, elapsed(last, now), this.speed, this.run.T, lasts);
      const { ended, ...moved } = this.view.narration.held(from, to);
      const stop = stopAt(this.run, moved);
      if (stop) {
        this.place = stop;
        return this.pause();
      }
      cardTo(this, this.place, this.turned(moved));
      this.place = this.turned(moved);
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
    const { step, phase } = this.place;
    this.place = { step, phase, share: 1 };
    this.draw();
    this.moved();
  }

  /** The reader moved: stop, show, and tell the server once they rest. */
  go(place) {
    const moving = place.share < 1 && !this.view.calm.matches;
    this.stop();
    hasBeenUsed();
    cardTo(this, this.place, place);
    this.place = place;
    this.draw();
    if (moving) this.glide(performance.now());
    this.moved();
  }

  /** Let one phase's motion run out. */
  glide(last) {
    this.pending = requestAnimationFrame((now) => {
      const share = Math.min(1, this.place.share + (elapsed(last, now) * this.speed) / MOTION_MS);
      this.place = { ...this.place, share };
      this.draw();
      if (share < 1) this.glide(now);
    });
  }

  /** The reader moved or chose: the server is told once they rest. */
  moved() {
    this.moves.moved((move) => {
      if (this.playing || this.run.isBackward) return; // told at rest; a backward pass has no place in the link
      const { place: { step, phase }, mode, map, order, unit, all, reading } = this;
      this.tell({ step: this.isInvited ? null : step, phase, mode, map, order, unit, all, move, reading });
    });
  }

  /** Take a choice of the reader's. @param {"mode"|"map"|"order"|"all"} name */
  pick(name, value) {
    this[name] = value;
    this.draw();
    this.moved();
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
