// What the player looks like at a place: lays a sentence out and redraws what changed.

import { fitCell, makeCell, updateCell } from "./cell.mjs";
import { css, luminance, palette, rgb } from "./colours.mjs";
import { makeControls, makeMapHead, makePhases, showTransport } from "./controls.mjs";
import { arrange, html, put } from "./dom.mjs";
import { plain } from "./format.mjs";
import { showGlossary, terms } from "./glossary.mjs";
import { guessWords, makeInvite, updateInvite } from "./invite.mjs";
import { begunAt, isKnown, wordsKnown } from "./known.mjs";
import { dimDrawing, lessonOf, showLock } from "./lesson.mjs";
import { ALL, makeMap, makeSmallMaps, updateMapHead, updateMaps } from "./maps.mjs";
import { Narration } from "./narration.mjs";
import { makePanel, showKeys, showReceipt } from "./panel.mjs";
import { noteOn, numberUnder } from "./pointer.mjs";
import { makeRibbon, updateRibbon } from "./ribbon.mjs";
import { phasesOf, told } from "./phases.mjs";
import { budget, budgetOfFull, curveHeight, zoomOf } from "./screen.mjs";
import { Track } from "./track.mjs";
import { leaning } from "./verdict.mjs";

const EDGE = 26; // px, what the ribbon and the map keep free at the sides
const FULL_EDGE = 24; // px, the same in player.css
const INVITATION = { text: "The LSTM has read nothing yet: its memory is empty.", marks: [] };

/** Owns every element; knows no time and no events. */
export class View {
  constructor() {
    [this.phases, this.controls, this.panel, this.invite] = [makePhases(), makeControls(), makePanel(), makeInvite()];
    this.narration = new Narration();
    this.stage = html("div", { class: "lv-stage" });
    this.track = new Track();
    this.tip = html("div", { class: "lv-tip", hidden: "" });
    this.frame = html("div", { class: "lv-player", tabindex: "0", role: "region" });
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    this.zoom = 1;
  }

  /**
   * A sentence, its width and its colours.
   * @param {import("./payload.mjs").Run} run
   * @param {string} [label] the player's name
   */
  setRun(run, label = "The LSTM reads the sentence") {
    this.run = run;
    put(this.frame, "aria-label", label);
    this.frame.classList.toggle("lv-is-backward", run.isBackward);
    this.frame.classList.toggle("lv-is-lesson", Boolean(lessonOf(run)));
    this.frame.classList.toggle("lv-is-led", Boolean(run.payload.sync?.led));
    this.frame.classList.toggle("lv-is-bench", Boolean(lessonOf(run)?.bench));
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
    const { run, zoom, frame } = this;
    this.drawn = "";
    if (run.T === 0) {
      frame.replaceChildren(); // the page itself asks for a sentence
      return;
    }
    this.curve = curveHeight(this.width, this.isFull);
    this.ribbon = makeRibbon(run, this.width - EDGE, { zoom, curve: this.curve });
    const size = `${run.H} ${run.E} ${this.width} ${zoom} ${run.isBackward} ${lessonOf(run)?.focus}`;
    const isFitting = this.cell?.size === size;
    if (!isFitting) this.cell = Object.assign(makeCell(run, this.width), { size });
    const kind = run.payload.maps.join();
    if (this.head?.kind !== kind) this.head = Object.assign(makeMapHead(run.payload), { kind });
    this.layMaps();
    if (!isFitting && !this.isFull) budget(this);
    arrange(this.stage, [this.cell.root, this.invite, this.panel.root]);
    // Play comes first, so that it is the first thing the Tab key reaches; the sheet puts it in its place.
    const { controls, ribbon, stage, phases, head, drawing, tip } = this;
    arrange(frame, [controls.root, ribbon.root, stage, phases.root, head.root, drawing.root, tip]);
    controls.scrub.max = String(run.T - 1);
    frame.classList.toggle("lv-is-narrow", this.cell.plan.narrow);
    if (!isFitting) fitCell(this.cell);
  }

  /** Let the cell have the height that the screen leaves it. */
  fit() {
    if (this.isFull) budgetOfFull(this);
    else budget(this);
    fitCell(this.cell);
  }

  /** The map's place holds one large map or six small ones. */
  layMaps() {
    const { run, zoom } = this;
    const old = this.drawing?.root;
    this.isAll = this.map === ALL;
    const width = this.width - EDGE;
    this.drawing = this.isAll ? makeSmallMaps(run, width, zoom) : makeMap(run, this.ribbon.grid, width, zoom);
    this.track.lay(this);
    old?.replaceWith(this.drawing.root);
  }

  /** Lay out anew where the room has changed; tells whether it did. */
  resize() {
    const width = this.room();
    if (!this.run || width === 0) return false;
    const isSame = Math.abs(width - this.width) < 1 && this.height === innerHeight;
    if (isSame) return false;
    const isTaller = this.height !== innerHeight;
    Object.assign(this, { width, height: innerHeight });
    this.lay();
    if (isTaller && this.run.T > 0) this.fit();
    return true;
  }

  /** Letters for the last row of a classroom, or as they were. @param {boolean} isFull */
  setFull(isFull) {
    this.isFull = isFull;
    this.zoom = isFull ? zoomOf() : 1;
    this.frame.style.setProperty("--lv-zoom", String(this.zoom));
    this.width = this.room() || this.width;
    if (this.run) this.lay();
    if (this.run?.T > 0) this.fit();
  }

  /** @param {object} state of the player: place, playing, mode, map, order, unit, card, known, guess, all */
  draw(state) {
    Object.assign(this, state);
    const { run, place, mode, playing } = this;
    if (run.T > 0) this.drawRun(); // first: a canvas's text wants the page's style up to date
    const facts = { step: place.step, phase: place.phase, playing, steps: run.T, mode };
    for (const [name, value] of Object.entries(facts)) put(this.frame, `data-${name}`, String(value));
  }

  drawRun() {
    const { run, place } = this;
    if ((this.map === ALL) !== this.isAll) this.layMaps();
    const { palette: colours, mode, unit, known } = this;
    const said = `${run.id} ${place.step} ${place.phase} ${mode}`;
    if (said !== this.said) this.told = place.phase === 0 ? INVITATION : told(run, place.step, place.phase, mode);
    this.said = said;
    const { marks } = this.told;
    updateCell(this.cell, run, place, { palette: colours, mode, unit, calm: this.calm.matches, marks });
    const shown = `${said} ${this.map} ${this.order} ${unit} ${known} ${this.all}`;
    const look = `${shown} ${colours.dark} ${this.width} ${run.payload.limits.c}`;
    if (look !== this.drawn) {
      this.drawn = look;
      const words = wordsKnown(known);
      updateRibbon(this.ribbon, { step: place.step, isBefore: place.phase === 0, words, palette: colours });
      updateMaps(this.drawing, run, this);
      this.words();
      updateMapHead(this.head, run, this);
      this.track.follow(this);
    }
    this.extras();
    showTransport(this.controls, this);
  }

  /** The invitation and the card. */
  extras() {
    const { run, place, card, invite, stage, panel, playing, known } = this;
    const isOpen = card !== null;
    dimDrawing(this.cell.root.firstChild, run);
    if (lessonOf(run)) showLock(this, run);
    else updateInvite(invite, place.phase === 0 && !playing, !this.all && !run.isBackward);
    const phases = playing ? begunAt(place) : Math.max(known, begunAt(place));
    if (card?.receipt) showReceipt(panel, run, card.receipt, ({ q, t }) => isKnown(q, t, phases));
    else if (card?.term) showGlossary(panel, run, place, card.term, isKnown(card.term, place.step, phases));
    else if (isOpen) showKeys(panel, terms(run));
    if (panel.root.hidden === !isOpen) return;
    if (isOpen) stage.style.setProperty("--lv-stage-height", `${stage.getBoundingClientRect().height}px`);
    panel.root.hidden = !isOpen;
    stage.classList.toggle("lv-open", isOpen);
    this.hideTip();
    fitCell(this.cell);
    this.draw({});
  }

  words() {
    const { run, place, phases, controls } = this;
    phases.tabs.forEach((tab, n) => tab.setAttribute("aria-pressed", String(n + 1 === place.phase)));
    phases.root.setAttribute("data-about", phasesOf(run)[place.phase - 1]?.code ?? "none");
    phases.say.textContent = this.told.text;
    if (run.isBackward) phases.verdict.textContent = `L: ${run.payload.target.words}`;
    else this.verdict(Math.min(place.step + 1, wordsKnown(this.known)));
    this.speak();
    controls.scrub.value = String(place.step);
    const { shown } = run.payload.tokens[place.step];
    controls.scrub.setAttribute("aria-valuetext", `${shown}, word ${place.step + 1} of ${run.T}`);
    controls.mode.setAttribute("aria-pressed", String(this.mode === "story"));
    controls.all.setAttribute("aria-pressed", String(this.all));
  }

  /** The verdict after so many words: it changes when the hidden state does, in the last phase. */
  verdict(words) {
    const { phases, run, guess } = this;
    const { p_positive: verdicts, p_before: start } = run.payload;
    const p = words > 0 ? verdicts[words - 1] : start;
    const facts = words > 0 ? { "data-q": "p_positive", "data-t": words - 1, "data-j": 0, "data-value": p } : {};
    const ended = words === run.T ? guessWords(guess, leaning(p)) : "";
    const after = ended ? [html("small", {}, ended)] : [];
    phases.verdict.replaceChildren("verdict ", html("b", facts, plain(p)), ` ${leaning(p)}`, ...after);
    phases.verdict.setAttribute("data-lean", leaning(p));
  }

  /** What is said aloud: while it plays, each word once; else the sentence. */
  speak() {
    const { run, place, playing, phases } = this;
    const { tokens, p_positive: verdicts } = run.payload;
    const isRead = !run.isBackward && isKnown("p_positive", place.step, this.known);
    const verdict = isRead ? `, verdict ${plain(verdicts[place.step])}, ${leaning(verdicts[place.step])}` : "";
    const words = playing ? `${tokens[place.step].shown}${verdict}` : this.told.text;
    this.narration.say(place.waited === undefined ? this.told.text : words);
    if (phases.live.textContent !== words && (!playing || isRead || run.isBackward)) phases.live.textContent = words;
  }

  /** The reader scrolled the ribbon or the map: the other one follows. */
  sync({ target }) {
    this.track.sync(target, this);
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
}
