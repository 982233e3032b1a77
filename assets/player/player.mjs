// The player: one instance a root element; every call of the default function is an update.

import { advance, clamp, nextPhase, PHASE_MS } from "./clock.mjs";
import { cellAt } from "./maps.mjs";
import { unpack } from "./payload.mjs";
import { View } from "./view.mjs";

const REST_MS = 400; // the place is told to the server when the reader has rested so long
const KEYS = {
  " ": "play", ArrowRight: "next", ArrowLeft: "prev", Home: "first", End: "last",
  ArrowDown: "phaseOn", ".": "phaseOn", ArrowUp: "phaseBack", ",": "phaseBack",
};
const instances = new WeakMap();

/** A place as one word, to tell whether two are the same. */
function mark({ step, phase, mode, map }) {
  return [step, phase, mode, map].join(" ");
}

class Player {
  constructor(root) {
    this.root = root;
    this.place = clamp(0, 4, 0);
    this.speed = 1;
    this.mode = "numbers";
    this.map = "c";
    this.playing = false;
    this.told = "";
    this.runs = 0;
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
    on(frame, "click", (event) => this.click(event));
    on(frame, "keydown", (event) => this.key(event));
    on(frame, "input", (event) => this.input(event));
    on(frame, "pointermove", (event) => this.view.hover(event));
    on(frame, "pointerleave", () => this.view.hideTip());
    on(frame, "scroll", (event) => this.view.sync(event), { capture: true });
    on(document, "visibilitychange", () => document.hidden && this.pause());
    this.observer = new ResizeObserver(() => this.view.resize() && this.draw());
    this.observer.observe(frame);
  }

  draw() {
    const { place, playing, mode, map } = this;
    this.view.draw({ place, playing, mode, map });
  }

  update(data, tell) {
    this.tell = tell;
    const run = unpack(data);
    const before = this.run;
    this.run = run;
    this.view.setRun(run);
    const asked = mark(data.place ?? {});
    const isTyped = before && (data.place?.step ?? null) === null;
    if (before?.id !== run.id) this.begin(before, run, isTyped ? null : data.place);
    else if (asked !== this.told) this.goTo(data.place);
    this.told = asked;
    this.draw();
  }

  /** A new sentence: stop, keep speed, mode and map, lay everything out anew. */
  begin(before, run, asked) {
    this.stop();
    this.runs += 1;
    const isLonger = before && before.T < run.T;
    const isTypedOn = isLonger && before.payload.tokens.every(({ shown }, t) => shown === run.payload.tokens[t].shown);
    this.place = clamp(asked?.step ?? (isTypedOn ? run.T - 1 : run.payload.turn), asked?.phase ?? 4, run.T);
    if (asked) [this.mode, this.map] = [asked.mode ?? this.mode, asked.map ?? this.map];
    if (!run.payload.maps.includes(this.map)) this.map = "c";
    this.view.lay();
  }

  goTo(asked = {}) {
    this.stop();
    this.place = clamp(asked.step ?? this.run.payload.turn, asked.phase ?? 4, this.run.T);
    this.mode = asked.mode ?? this.mode;
    if (this.run.payload.maps.includes(asked.map)) this.map = asked.map;
  }

  play() {
    if (this.run.T === 0) return;
    const atEnd = this.place.step === this.run.T - 1 && this.place.phase === 4 && this.place.share === 1;
    if (atEnd) this.place = { step: 0, phase: 1, share: 0 };
    this.playing = true;
    clearTimeout(this.rest);
    this.tick(performance.now());
  }

  tick(last) {
    this.pending = requestAnimationFrame((now) => {
      const { ended, ...place } = advance(this.place, Math.min(100, now - last), this.speed, this.run.T);
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
    this.restSoon();
  }

  /** The reader moved: stop, show, and tell the server once they rest. */
  go(place) {
    const moving = place.share < 1 && !this.view.calm.matches;
    this.stop();
    this.place = place;
    this.draw();
    if (moving) this.glide(performance.now());
    this.restSoon();
  }

  /** Let one phase's motion run out. */
  glide(last) {
    this.pending = requestAnimationFrame((now) => {
      const share = Math.min(1, this.place.share + (Math.min(100, now - last) * this.speed) / PHASE_MS);
      this.place = { ...this.place, share };
      this.draw();
      if (share < 1) this.glide(now);
    });
  }

  restSoon() {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      if (this.playing) return;
      const { step, phase } = this.place;
      const place = { step, phase, mode: this.mode, map: this.map, run: this.runs };
      if (mark(place) === this.told) return;
      this.told = mark(place);
      this.tell(place);
    }, REST_MS);
  }

  act(name) {
    const { step } = this.place;
    const to = (target) => this.go(clamp(target, 4, this.run.T));
    const acts = {
      play: () => (this.playing ? this.pause() : this.play()),
      next: () => to(step + 1), prev: () => to(step - 1), first: () => to(0), last: () => to(this.run.T - 1),
      phaseOn: () => this.go(nextPhase(this.place, 1, this.run.T)), phaseBack: () => this.go(nextPhase(this.place, -1, this.run.T)),
      mode: () => { this.mode = this.mode === "story" ? "numbers" : "story"; this.draw(); this.restSoon(); },
    };
    acts[name]?.();
  }

  click(event) {
    const hit = event.target.closest("[data-action],.lv-chip,[data-phase-tab],[data-map],.lv-canvas");
    if (!hit || this.run.T === 0) return;
    if (hit.classList.contains("lv-chip")) this.go(clamp(Number(hit.dataset.t), 4, this.run.T));
    else if (hit.dataset.phaseTab) this.go({ ...this.place, phase: Number(hit.dataset.phaseTab), share: 0 });
    else if (hit.dataset.map) { this.map = hit.dataset.map; this.draw(); this.restSoon(); }
    else if (hit.classList.contains("lv-canvas")) {
      const found = cellAt(this.view.drawing, this.run, event.offsetX, event.offsetY);
      if (found) this.go(clamp(found.t, 4, this.run.T));
    } else this.act(hit.dataset.action);
  }

  key(event) {
    const inControl = ["SELECT", "INPUT"].includes(event.target.tagName);
    if (this.run.T === 0 || inControl || event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.target.tagName === "BUTTON";
    const name = KEYS[event.key];
    if (name === "play" && onButton) return;
    if (name) this.act(name);
    else if (/^[1-4]$/.test(event.key)) this.go({ ...this.place, phase: Number(event.key), share: 0 });
    else return;
    event.preventDefault();
  }

  input(event) {
    const { action } = event.target.dataset;
    if (action === "scrub") this.go(clamp(Number(event.target.value), 4, this.run.T));
    if (action === "speed") this.speed = Number(event.target.value);
  }

  destroy() {
    this.stop();
    clearTimeout(this.rest);
    this.observer.disconnect();
    this.abort.abort();
  }
}

/** Streamlit calls this at mounting, on new data and on a new theme. */
export default function mount({ data, parentElement, setStateValue }) {
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
