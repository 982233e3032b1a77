// What the player looks like at a place: lays a sentence out and redraws what changed.

import { fitCell, makeCell, updateCell } from "./cell.mjs";
import { css, luminance, palette, rgb } from "./colours.mjs";
import { makeControls, makeMapHead, makePhases, showPlaying } from "./controls.mjs";
import { arrange, html, put } from "./dom.mjs";
import { plain } from "./format.mjs";
import { GUTTER, scrollFor } from "./layout.mjs";
import { ALL, fillLegend, makeMap, makeSmallMaps, unitsIn, updateMaps } from "./maps.mjs";
import { makePanel, placePanel, showKeys, showReceipt } from "./panel.mjs";
import { noteOn, numberUnder } from "./pointer.mjs";
import { makeRibbon, updateRibbon } from "./ribbon.mjs";
import { phasesOf, sentence } from "./say.mjs";
import { leaning } from "./verdict.mjs";

const EDGE = 26; // px, what the ribbon and the map keep free at the sides
const FULL_EDGE = 24; // px, the same in player.css
const DESIGNED = { width: 1280, height: 720 }; // px, where letters are right as they are

/** Owns every element; knows no time and no events. */
export class View {
  constructor() {
    [this.phases, this.controls, this.panel] = [makePhases(), makeControls(), makePanel()];
    this.stage = html("div", { class: "lv-stage" });
    this.column = html("div", { class: "lv-playhead", "aria-hidden": "true" });
    this.rowMark = html("div", { class: "lv-row-mark", "aria-hidden": "true", hidden: "" });
    this.tip = html("div", { class: "lv-tip", hidden: "" });
    this.frame = html("div", { class: "lv-player", tabindex: "0", role: "region", "aria-label": "The LSTM reads the sentence" });
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    this.zoom = 1;
  }

  /** A sentence, its width and its colours. @param {import("./payload.mjs").Run} run */
  setRun(run) {
    this.run = run;
    this.frame.classList.toggle("lv-is-backward", run.isBackward);
    phasesOf(run).forEach(({ name }, n) => { this.phases.tabs[n].lastChild.data = ` ${name}`; });
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
    this.frame.style.setProperty("--lv-negative", css(this.palette.verdict(0)));
    this.frame.style.setProperty("--lv-positive", css(this.palette.verdict(1)));
  }

  /** The width that the parts have, px; 0 while the player is not in the page. */
  room() {
    return this.frame.clientWidth - (this.isFull ? 2 * FULL_EDGE : 0);
  }

  lay() {
    this.width ||= this.room() || 1000; // later widths come from `resize`
    const { run, zoom, frame, panel } = this;
    Object.assign(this, { drawn: "", scrolled: 0 });
    if (run.T === 0) {
      frame.replaceChildren(); // the page itself asks for a sentence
      return;
    }
    this.ribbon = makeRibbon(run, this.width - EDGE, zoom);
    const size = `${run.H} ${run.E} ${this.width} ${zoom}`;
    const isFitting = this.cell?.size === size;
    if (!isFitting) this.cell = Object.assign(makeCell(run, this.width), { size });
    const kind = run.payload.maps.join();
    if (this.head?.kind !== kind) this.head = Object.assign(makeMapHead(run.payload), { kind });
    this.ribbon.root.firstChild.prepend(this.column);
    arrange(this.stage, [this.cell.root]);
    this.layMaps();
    arrange(frame, [this.ribbon.root, this.stage, this.phases.root, this.head.root, this.drawing.root, this.controls.root, this.tip, panel.root]);
    this.controls.scrub.max = String(run.T - 1);
    if (!isFitting) fitCell(this.cell);
  }

  /** The map's place holds one large map or six small ones. */
  layMaps() {
    const { run, zoom } = this;
    const old = this.drawing?.root;
    this.isAll = this.map === ALL;
    this.drawing = this.isAll ? makeSmallMaps(run, this.width - EDGE, zoom) : makeMap(run, this.width - EDGE, zoom);
    if (!this.isAll) this.drawing.holder.prepend(this.column.cloneNode(), this.rowMark);
    old?.replaceWith(this.drawing.root);
    if (old && this.scrolled) this.drawing.root.scrollLeft = this.scrolled;
  }

  /** Lay out anew where the width has changed; tells whether it did. */
  resize() {
    const width = this.room();
    if (!this.run || width === 0 || Math.abs(width - this.width) < 1) return false;
    this.width = width;
    this.lay();
    return true;
  }

  /** Letters for the last row of a classroom, or as they were. @param {boolean} isFull */
  setFull(isFull) {
    this.isFull = isFull;
    this.zoom = isFull ? Math.max(1, Math.min(innerWidth / DESIGNED.width, innerHeight / DESIGNED.height)) : 1;
    this.frame.style.setProperty("--lv-zoom", String(this.zoom));
    this.width = this.room() || this.width;
    if (this.run) this.lay();
  }

  /** @param {{place: object, playing: boolean, mode: string, map: string, order: string, unit: ?number, receipt: ?object}} state */
  draw(state) {
    Object.assign(this, state);
    const { run, place, mode, playing } = this;
    if (run.T > 0) this.drawRun(); // first: a canvas's text wants the page's style up to date
    const facts = { step: place.step, phase: place.phase, playing, steps: run.T, mode };
    for (const [name, value] of Object.entries(facts)) put(this.frame, `data-${name}`, String(value));
  }

  drawRun() {
    const { run, place, frame } = this;
    if ((this.map === ALL) !== this.isAll) this.layMaps();
    const { palette: colours, mode, unit } = this;
    updateCell(this.cell, run, place, { palette: colours, mode, unit, calm: this.calm.matches });
    const look = `${run.id} ${place.step} ${place.phase} ${this.map} ${this.order} ${unit} ${mode} ${colours.dark} ${this.width} ${run.payload.limits.c}`;
    if (look !== this.drawn) {
      this.drawn = look;
      updateRibbon(this.ribbon, place.step, colours);
      updateMaps(this.drawing, run, this);
      this.words();
      this.mapWords();
      this.follow();
    }
    if (this.receipt) showReceipt(this.panel, run, this.receipt);
    if (this.shownPlaying !== this.playing) showPlaying(this.controls, this.playing);
    this.shownPlaying = this.playing;
    frame.classList.toggle("lv-is-narrow", this.cell.plan.narrow);
  }

  words() {
    const { run, place, phases, controls } = this;
    phases.tabs.forEach((tab, n) => tab.setAttribute("aria-pressed", String(n + 1 === place.phase)));
    phases.root.setAttribute("data-about", phasesOf(run)[place.phase - 1].code);
    phases.say.textContent = sentence(run, place.step, place.phase, this.mode);
    if (run.isBackward) this.phases.verdict.textContent = `L: ${run.payload.target.words}`;
    else this.verdict(run.payload.p_positive[place.step]);
    controls.scrub.value = String(place.step);
    controls.scrub.setAttribute("aria-valuetext", `${run.payload.tokens[place.step].shown}, word ${place.step + 1} of ${run.T}`);
    controls.mode.setAttribute("aria-pressed", String(this.mode === "story"));
  }

  verdict(p) {
    const { phases, place } = this;
    phases.verdict.replaceChildren("verdict ", html("b", { "data-q": "p_positive", "data-t": place.step, "data-j": 0, "data-value": p }, plain(p)), ` ${leaning(p)}`);
    phases.verdict.setAttribute("data-lean", p < 0.5 ? "negative" : "positive");
  }

  mapWords() {
    const { run, head } = this;
    const mark = `${run.id} ${this.map} ${this.order} ${this.palette.dark}`;
    if (head.drawn === mark) return;
    head.drawn = mark;
    head.tabs.forEach((tab) => tab.setAttribute("aria-pressed", String(tab.dataset.map === this.map)));
    head.order.value = this.order;
    const size = `${run.H} units × ${run.T} words`;
    head.title.textContent = this.isAll ? size : `${run.payload.quantities[this.map].label}, ${size}`;
    head.legend.hidden = this.isAll;
    if (!this.isAll) fillLegend(head.legend, run, this.map, this.palette);
  }

  /** Move the playhead's column and keep it in view. */
  follow() {
    const { column, total } = this.ribbon;
    const { step } = this.place;
    const view = this.width - EDGE;
    const parts = this.isAll ? [this.ribbon] : [this.ribbon, this.drawing];
    for (const part of parts) moveHead(part.root.querySelector(".lv-playhead"), column, GUTTER + step * column);
    const isLong = total + GUTTER > view;
    this.frame.classList.toggle("lv-is-long", isLong);
    if (isLong) this.scrollTo(scrollFor(step, column, view - GUTTER, this.scrolled));
    if (this.isAll) this.drawing.maps.forEach(({ head, column: wide }) => moveHead(head, Math.max(3, wide), step * wide));
    else this.markRow();
  }

  /** Scroll ribbon and map in the next frame: now it would lay out the page a second time. */
  scrollTo(left) {
    if (left === this.scrolled) return;
    this.scrolled = left;
    cancelAnimationFrame(this.scrolling);
    this.scrolling = requestAnimationFrame(() => {
      for (const part of [this.ribbon, this.drawing]) part.root.scrollLeft = this.scrolled;
    });
  }

  /** Frame the picked unit's row. */
  markRow() {
    const [map] = this.drawing.maps;
    const isShown = this.unit !== null && this.unit < this.run.H;
    this.rowMark.hidden = !isShown;
    if (!isShown) return;
    this.rowMark.style.height = `${Math.max(3, map.rowHeight)}px`;
    this.rowMark.style.transform = `translateY(${unitsIn(this.run, this.order).indexOf(this.unit) * map.rowHeight}px)`;
  }

  /** The reader scrolled the ribbon or the map: the other one follows. */
  sync({ target }) {
    if (!target.classList?.contains("lv-scroll")) return;
    this.scrolled = target.scrollLeft;
    for (const part of [this.ribbon?.root, this.drawing?.root]) {
      if (part && part !== target && part.classList.contains("lv-scroll")) part.scrollLeft = this.scrolled;
    }
  }

  /** The number under the pointer, by name and with three digits. */
  hover(event) {
    const found = this.run?.T ? numberUnder(this, event) : null;
    this.frame.classList.toggle("lv-on-number", Boolean(found));
    this.tip.hidden = !found;
    if (!found) return;
    this.tip.textContent = noteOn(this.run, found);
    const box = this.frame.getBoundingClientRect();
    const left = Math.min(event.clientX - box.left + 12, box.width - this.tip.offsetWidth - 4);
    this.tip.style.transform = `translate(${Math.max(0, left)}px, ${event.clientY - box.top + 16}px)`;
  }

  hideTip() { this.tip.hidden = true; }

  /** Open the card beside a point of the screen, or below the stage. @param {?DOMRect} beside */
  openPanel(beside) {
    const box = this.frame.getBoundingClientRect();
    const { left, width, top, bottom } = beside ?? this.stage.getBoundingClientRect();
    this.panel.root.hidden = false;
    this.hideTip();
    if (this.receipt) showReceipt(this.panel, this.run, this.receipt);
    else showKeys(this.panel);
    this.anchor = { x: left + width / 2 - box.left, top: top - box.top, bottom: bottom - box.top };
    const floor = this.cell.plan.narrow ? Infinity : innerHeight - box.top; // a phone scrolls
    placePanel(this.panel, this.anchor, { width: box.width, ceiling: Math.max(-box.top, -60), floor, zoom: this.zoom });
  }

  closePanel() { this.panel.root.hidden = true; }
}

function moveHead(head, width, left) {
  head.style.width = `${width}px`;
  head.style.transform = `translateX(${left}px)`;
}
