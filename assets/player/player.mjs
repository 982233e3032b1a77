// The player: one instance a root element; every call of the default function is an update.

import { ends, makeCell, scaleOf, updateCell } from "./cell.mjs";
import { advance, clamp, nextPhase } from "./clock.mjs";
import { luminance, palette, css } from "./colours.mjs";
import { makeControls, makeMapHead, makePhases, showPlaying } from "./controls.mjs";
import { html } from "./dom.mjs";
import { plain } from "./format.mjs";
import { GUTTER, scrollFor } from "./layout.mjs";
import { cellAt, makeMap, updateMap } from "./maps.mjs";
import { row, unpack } from "./payload.mjs";
import { makeRibbon, updateRibbon } from "./ribbon.mjs";
import { leaning, PHASES, sentence } from "./say.mjs";

const REST_MS = 400; // the place is told to the server when the reader has rested so long
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
    this.tell = () => {};
    this.build();
  }

  build() {
    this.phases = makePhases();
    this.controls = makeControls();
    this.stage = html("div", { class: "lv-stage" });
    this.column = html("div", { class: "lv-playhead", "aria-hidden": "true" });
    this.tip = html("div", { class: "lv-tip", hidden: "" });
    this.frame = html("div", { class: "lv-player", tabindex: "0", role: "region", "aria-label": "The LSTM reads the sentence" });
    this.root.replaceChildren(this.frame);
    this.abort = new AbortController();
    const on = (target, type, act, options = {}) => target.addEventListener(type, act, { ...options, signal: this.abort.signal });
    on(this.frame, "click", (event) => this.click(event));
    on(this.frame, "keydown", (event) => this.key(event));
    on(this.frame, "input", (event) => this.input(event));
    on(this.frame, "pointermove", (event) => this.hover(event));
    on(this.frame, "pointerleave", () => this.hideTip());
    on(this.frame, "scroll", (event) => this.sync(event), { capture: true });
    on(document, "visibilitychange", () => document.hidden && this.pause());
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(this.frame);
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
  }

  update(data, tell) {
    this.tell = tell;
    const run = unpack(data);
    const before = this.run;
    this.run = run;
    this.colours();
    const asked = mark(data.place ?? {});
    if (before?.id !== run.id) this.begin(before, run, before ? null : data.place);
    else if (asked !== this.told) this.goTo(data.place);
    this.told = asked;
    this.draw();
  }

  /** A new sentence: stop, keep speed, mode and map, lay everything out anew. */
  begin(before, run, asked) {
    this.stop();
    const typedOn = before && before.T < run.T && before.payload.tokens.every((token, t) => token.shown === run.payload.tokens[t].shown);
    this.place = clamp(asked?.step ?? (typedOn ? run.T - 1 : run.payload.turn), asked?.phase ?? 4, run.T);
    if (asked) [this.mode, this.map] = [asked.mode ?? this.mode, asked.map ?? this.map];
    if (!run.payload.maps.includes(this.map)) this.map = "c";
    this.lay();
  }

  goTo(asked = {}) {
    this.stop();
    this.place = clamp(asked.step ?? this.run.payload.turn, asked.phase ?? 4, this.run.T);
    this.mode = asked.mode ?? this.mode;
    if (this.run.payload.maps.includes(asked.map)) this.map = asked.map;
  }

  colours() {
    const [r, g, b] = (getComputedStyle(this.frame).getPropertyValue("--st-background-color").trim().match(/^#(..)(..)(..)/) ?? ["", "ff", "ff", "ff"]).slice(1).map((part) => parseInt(part, 16));
    this.palette = palette(luminance([r, g, b]) < 0.3, this.run.payload);
    this.frame.classList.toggle("lv-dark", this.palette.dark);
    for (const code of Object.keys(this.run.payload.quantities)) {
      this.frame.style.setProperty(`--lv-${code}`, css(this.palette.own(code)));
    }
  }

  resize() {
    const width = this.frame.clientWidth;
    if (!this.run || width === 0 || Math.abs(width - this.width) < 1) return;
    this.lay();
    this.draw();
  }

  lay() {
    this.width = this.frame.clientWidth || 1000;
    const { run } = this;
    if (run.T === 0) {
      this.frame.replaceChildren(html("p", { class: "lv-say" }, sentence(run, 0, 1)));
      return;
    }
    this.ribbon = makeRibbon(run, this.width - 26);
    this.cell = makeCell(run, this.width);
    this.drawing = makeMap(run, this.width - 26);
    this.head = makeMapHead(run.payload);
    this.ribbon.root.firstChild.prepend(this.column);
    this.drawing.root.firstChild.prepend(this.column.cloneNode());
    this.stage.replaceChildren(this.cell.root);
    this.frame.replaceChildren(this.ribbon.root, this.stage, this.phases.root, this.head.root, this.drawing.root, this.controls.root, this.tip);
    this.controls.scrub.max = String(run.T - 1);
  }

  draw() {
    const { run, place, frame } = this;
    const facts = { step: place.step, phase: place.phase, playing: this.playing, steps: run.T, mode: this.mode };
    for (const [name, value] of Object.entries(facts)) frame.setAttribute(`data-${name}`, String(value));
    if (run.T === 0) return;
    updateCell(this.cell, run, this.calm.matches ? { ...place, share: 1 } : place, this.palette);
    const look = `${run.id} ${place.step} ${place.phase} ${this.map} ${this.mode} ${this.palette.dark} ${this.width}`;
    if (look !== this.drawn) {
      this.drawn = look;
      updateRibbon(this.ribbon, place.step, this.palette);
      updateMap(this.drawing, run, this.map, this.palette);
      this.words();
      this.follow();
    }
    showPlaying(this.controls, this.playing);
  }

  words() {
    const { run, place, phases, controls, head } = this;
    phases.tabs.forEach((tab, n) => tab.setAttribute("aria-pressed", String(n + 1 === place.phase)));
    phases.root.style.setProperty("--lv-phase", `var(--lv-${PHASES[place.phase - 1].code})`);
    phases.say.textContent = sentence(run, place.step, place.phase);
    const p = run.payload.p_positive[place.step];
    phases.verdict.replaceChildren("verdict ", html("b", {}, plain(p)), ` ${leaning(p)}`);
    phases.verdict.style.setProperty("--lv-lean", css(this.palette.verdict(p < 0.5 ? 0 : 1)));
    controls.scrub.value = String(place.step);
    controls.scrub.setAttribute("aria-valuetext", `${run.payload.tokens[place.step].shown}, word ${place.step + 1} of ${run.T}`);
    controls.mode.setAttribute("aria-pressed", String(this.mode === "story"));
    head.tabs.forEach((tab) => tab.setAttribute("aria-pressed", String(tab.dataset.map === this.map)));
    const quantity = run.payload.quantities[this.map];
    const scale = scaleOf(run, this.map);
    head.title.textContent = `${quantity.label}, ${run.H} units × ${run.T} words`;
    const bar = html("i", { style: `background:linear-gradient(90deg,${ends(this.palette, scale).join(",")})` });
    head.legend.replaceChildren(scale.gate ? "0" : `−${scale.limit}`, bar, String(scale.limit));
  }

  /** Move the playhead's column and keep it in view. */
  follow() {
    const { column } = this.ribbon;
    for (const part of [this.ribbon.root, this.drawing.root]) {
      const head = part.querySelector(".lv-playhead");
      head.style.width = `${column}px`;
      head.style.transform = `translateX(${GUTTER + this.place.step * column}px)`;
      part.scrollLeft = scrollFor(this.place.step, column, part.clientWidth - GUTTER, part.scrollLeft);
    }
  }

  sync(event) {
    for (const part of [this.ribbon?.root, this.drawing?.root]) {
      if (part && part !== event.target && event.target.classList?.contains("lv-scroll")) part.scrollLeft = event.target.scrollLeft;
    }
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
    const moving = place.share < 1 && !this.calm.matches;
    this.stop();
    this.place = place;
    this.draw();
    if (moving) this.glide(performance.now());
    this.restSoon();
  }

  /** Let one phase's motion run out. */
  glide(last) {
    this.pending = requestAnimationFrame((now) => {
      const share = Math.min(1, this.place.share + (Math.min(100, now - last) * this.speed) / 500);
      this.place = { ...this.place, share };
      this.draw();
      if (share < 1) this.glide(now);
    });
  }

  restSoon() {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      const { step, phase } = this.place;
      const place = { step, phase, mode: this.mode, map: this.map };
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
      const found = cellAt(this.drawing, this.run, event.offsetX, event.offsetY);
      if (found) this.go(clamp(found.t, 4, this.run.T));
    } else this.act(hit.dataset.action);
  }

  key(event) {
    const inControl = ["SELECT", "INPUT"].includes(event.target.tagName);
    if (this.run.T === 0 || inControl || event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.target.tagName === "BUTTON";
    const name = { " ": "play", ArrowRight: "next", ArrowLeft: "prev", ArrowDown: "phaseOn", ArrowUp: "phaseBack", ".": "phaseOn", ",": "phaseBack", Home: "first", End: "last" }[event.key];
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

  /** The number under the pointer, by name and with three digits. */
  hover(event) {
    const found = this.under(event);
    if (!found) return this.hideTip();
    const { q, t, j, value } = found;
    const known = this.run.payload.quantities[q];
    const name = { kept: "f * Cₜ₋₁, kept", written: "i * C̃ₜ, written", c_prev: "Cₜ₋₁, before", h_prev: "hₜ₋₁, before" }[q] ?? `${known.symbol} ${known.label}`;
    const unit = q === "p_positive" ? "" : q === "x" ? `, number ${j + 1}` : `, unit ${j + 1}`;
    this.tip.textContent = `${name}${unit}, after “${this.run.payload.tokens[t].shown}”: ${value.toFixed(3).replace("-", "−")}`;
    this.tip.hidden = false;
    const box = this.frame.getBoundingClientRect();
    const left = Math.min(event.clientX - box.left + 12, box.width - this.tip.offsetWidth - 4);
    this.tip.style.transform = `translate(${Math.max(0, left)}px, ${event.clientY - box.top + 16}px)`;
    return undefined;
  }

  under(event) {
    const { target } = event;
    if (target.classList?.contains("lv-canvas")) {
      const found = cellAt(this.drawing, this.run, event.offsetX, event.offsetY);
      return found && { q: this.map, ...found, value: row(this.run, this.map, found.t)[found.j] };
    }
    const { q, t, j, value } = target.dataset ?? {};
    return q ? { q, t: Number(t), j: Number(j), value: Number(value) } : null;
  }

  hideTip() {
    this.tip.hidden = true;
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
