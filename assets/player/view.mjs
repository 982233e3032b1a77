// What the player looks like at a place: lays a sentence out and redraws what changed.

import { ends, makeCell, scaleOf, updateCell } from "./cell.mjs";
import { css, luminance, palette, rgb } from "./colours.mjs";
import { makeControls, makeMapHead, makePhases, showPlaying } from "./controls.mjs";
import { html } from "./dom.mjs";
import { plain } from "./format.mjs";
import { GUTTER, scrollFor } from "./layout.mjs";
import { cellAt, makeMap, updateMap } from "./maps.mjs";
import { row } from "./payload.mjs";
import { makeRibbon, updateRibbon } from "./ribbon.mjs";
import { leaning, PHASES, sentence } from "./say.mjs";
import { unitAt } from "./strip.mjs";

const NAMES_IN_TIP = { kept: "f * Cₜ₋₁, kept", written: "i * C\u0303ₜ, written", c_prev: "Cₜ₋₁, before", h_prev: "hₜ₋₁, before" };

/** Owns every element; knows no time and no events. */
export class View {
  constructor() {
    this.phases = makePhases();
    this.controls = makeControls();
    this.stage = html("div", { class: "lv-stage" });
    this.column = html("div", { class: "lv-playhead", "aria-hidden": "true" });
    this.tip = html("div", { class: "lv-tip", hidden: "" });
    this.frame = html("div", { class: "lv-player", tabindex: "0", role: "region", "aria-label": "The LSTM reads the sentence" });
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
  }

  /** A sentence, its width and its colours. @param {import("./payload.mjs").Run} run */
  setRun(run) {
    this.run = run;
    this.colours();
  }

  colours() {
    const ground = getComputedStyle(this.frame).getPropertyValue("--st-background-color").trim();
    if (this.palette && ground === this.ground) return; // a new property is a new style for every element
    this.ground = ground;
    const isDark = /^#[0-9a-f]{6}/i.test(ground) && luminance(rgb(ground)) < 0.3;
    this.palette = palette(isDark, this.run.payload);
    this.frame.classList.toggle("lv-dark", isDark);
    for (const code of Object.keys(this.run.payload.quantities)) {
      this.frame.style.setProperty(`--lv-${code}`, css(this.palette.own(code)));
    }
  }

  lay() {
    this.width ||= this.frame.clientWidth || 1000; // later widths come from `resize`
    const { run } = this;
    if (run.T === 0) {
      this.frame.replaceChildren(); // the page itself asks for a sentence
      return;
    }
    this.ribbon = makeRibbon(run, this.width - 26);
    const size = `${run.H} ${run.E} ${this.width}`;
    if (this.cell?.size !== size) this.cell = { ...makeCell(run, this.width), size }; // else it fits
    this.drawing = makeMap(run, this.width - 26);
    this.head = makeMapHead(run.payload);
    this.ribbon.root.firstChild.prepend(this.column);
    this.drawing.root.firstChild.prepend(this.column.cloneNode());
    this.stage.replaceChildren(this.cell.root);
    this.frame.replaceChildren(this.ribbon.root, this.stage, this.phases.root, this.head.root, this.drawing.root, this.controls.root, this.tip);
    this.controls.scrub.max = String(run.T - 1);
  }

  /** Lay out anew where the width has changed; tells whether it did. */
  resize() {
    const width = this.frame.clientWidth;
    if (!this.run || width === 0 || Math.abs(width - this.width) < 1) return false;
    this.width = width;
    this.lay();
    return true;
  }

  /** @param {{place: object, playing: boolean, mode: string, map: string}} state */
  draw(state) {
    Object.assign(this, state);
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
    const ramp = html("i", { style: `background:linear-gradient(90deg,${ends(this.palette, scale).join(",")})` });
    head.legend.replaceChildren(scale.gate ? "0" : `−${scale.limit}`, ramp, String(scale.limit));
  }

  /** Move the playhead's column and keep it in view. */
  follow() {
    const { column, total } = this.ribbon;
    const view = this.width - 26;
    for (const part of [this.ribbon.root, this.drawing.root]) {
      const head = part.querySelector(".lv-playhead");
      head.style.width = `${column}px`;
      head.style.transform = `translateX(${GUTTER + this.place.step * column}px)`;
      if (total + GUTTER <= view) continue; // nothing to scroll: and reading it would lay out the page
      part.scrollLeft = scrollFor(this.place.step, column, view - GUTTER, part.scrollLeft);
    }
  }

  sync(event) {
    for (const part of [this.ribbon?.root, this.drawing?.root]) {
      if (part && part !== event.target && event.target.classList?.contains("lv-scroll")) part.scrollLeft = event.target.scrollLeft;
    }
  }

  /** The number under the pointer, by name and with three digits. */
  hover(event) {
    const found = this.under(event);
    if (!found) return this.hideTip();
    const { q, t, j, value } = found;
    const known = this.run.payload.quantities[q];
    const name = NAMES_IN_TIP[q] ?? `${known.symbol} ${known.label}`;
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
    const strip = target.closest?.("[data-strip]");
    if (strip) return this.underStrip(strip, event.clientX);
    const { q, t, j, value } = target.dataset ?? {};
    return q ? { q, t: Number(t), j: Number(j), value: Number(value) } : null;
  }

  underStrip(strip, x) {
    const values = strip.dataset.values.split(" ");
    const box = strip.getBoundingClientRect();
    const j = unitAt(values.length, (x - box.left) / box.width);
    return { q: strip.dataset.of, t: Number(strip.dataset.at), j, value: Number(values[j]) };
  }

  hideTip() {
    this.tip.hidden = true;
  }
}
