// Buttons, scrubber, speed and map choice: real controls with names.

import { SPEEDS } from "./clock.mjs";
import { html } from "./dom.mjs";
import { PHASES } from "./phases.mjs";

const SHAPES = {
  first: "M4 4v12M16 4l-8 6 8 6z",
  prev: "M14 4l-9 6 9 6z",
  play: "M6 3l11 7-11 7z",
  pause: "M6 4v12M14 4v12",
  next: "M6 4l9 6-9 6z",
  last: "M16 4v12M4 4l8 6-8 6z",
  full: "M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4",
  speak: "M3 8v4h3l4 3V5L6 8zM13 7.5q2 2.5 0 5M15.5 5q4 5 0 10",
  help: "M7 7.5a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M10 15.6v.1",
};
const EXTRA = { speak: "Say each sentence aloud", full: "Full screen (f)", help: "Keys and words (?)" };
const LABELS = {
  play: "Play", first: "First word", prev: "Previous word", next: "Next word", last: "Last word",
};

function icon(name) {
  const holder = html("span", { class: "lv-icon", "aria-hidden": "true" });
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("viewBox", "0 0 20 20");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[name]);
  drawing.append(path);
  holder.append(drawing);
  return { holder, path };
}

function button(action) {
  const { holder, path } = icon(action);
  const word = html("span", { class: "lv-word" }, action === "play" ? "Play" : "");
  const element = html("button", {
    type: "button", class: `lv-button lv-${action}`, "data-action": action,
    "aria-label": LABELS[action] ?? EXTRA[action], title: LABELS[action] ?? EXTRA[action],
  }, holder, word);
  return { element, path, word };
}

/** The bar with the four phases and the sentence of the step. */
export function makePhases() {
  const tabs = PHASES.map(({ name }, n) =>
    html("button", { type: "button", class: "lv-phase", "data-phase-tab": n + 1 },
      html("b", {}, String(n + 1)), ` ${name}`));
  const say = html("p", { class: "lv-say" });
  const live = html("p", { class: "lv-live", "aria-live": "polite" });
  const verdict = html("p", { class: "lv-verdict" });
  const phases = html("div", { class: "lv-phases", role: "group", "aria-label": "Phase of the step" }, ...tabs);
  const root = html("div", { class: "lv-bar" }, phases, say, verdict, live);
  return { root, tabs, say, live, verdict };
}

/** Transport, scrubber, speed and reading mode. */
export function makeControls() {
  const buttons = Object.fromEntries(Object.keys(LABELS).map((action) => [action, button(action)]));
  const scrub = html("input", {
    type: "range", min: 0, max: 0, step: 1, value: 0, "data-action": "scrub", "aria-label": "Word",
  });
  const speed = html("select", { "data-action": "speed", "aria-label": "Speed" },
    ...SPEEDS.map((value) => html("option", { value }, `${{ 0.25: "¼", 0.5: "½" }[value] ?? value}×`)));
  speed.value = "1";
  const mode = html("button", {
    type: "button", class: "lv-toggle", "data-action": "mode", "aria-pressed": "false",
  }, "Story");
  const all = html("button", {
    type: "button", class: "lv-toggle", "data-action": "all", "aria-pressed": "false",
    title: "Show the numbers of all words, read or not (a)",
  }, "Show all");
  const pace = html("select", { "data-action": "pace", "aria-label": "Play phase by phase or word by word" },
    html("option", { value: "phase" }, "by phase"), html("option", { value: "word" }, "by word"));
  const extra = Object.keys(EXTRA).map((action) => button(action).element);
  const [speak] = extra;
  const root = html("div", { class: "lv-controls" },
    ...Object.values(buttons).map(({ element }) => element), scrub, pace, speed, mode, all, ...extra);
  return { root, buttons, scrub, speed, mode, pace, all, speak };
}

const ROWS = { unit: "by unit", influence: "by influence", clustered: "similar units together" };

/** Which quantity the map shows and in which order. @param {import("./payload.mjs").Payload} payload */
export function makeMapHead(payload) {
  const tab = (code, word, title, kind = "") =>
    html("button", { type: "button", class: `lv-tab ${kind}`, "data-map": code, title, "aria-label": title }, word);
  const tabs = payload.maps.map((code) => {
    const { symbol, label } = payload.quantities[code];
    return tab(code, symbol, label, `lv-ink-${code}`);
  });
  tabs.push(tab("all", "all", "All six maps, small"));
  const title = html("span", { class: "lv-map-title" });
  const legend = html("span", { class: "lv-legend" });
  const order = html("select", { "data-action": "order", "aria-label": "Order of the map's rows" },
    ...Object.entries(ROWS).map(([value, words]) => html("option", { value }, words)));
  const root = html("div", { class: "lv-map-head" },
    html("div", { class: "lv-tabs", role: "group", "aria-label": "Quantity in the map" }, ...tabs),
    title, legend, order);
  return { root, tabs, title, legend, order };
}

/** Show a speed and a pace that were chosen elsewhere. @param {object} controls */
export function showChoices(controls, { speed, pace }) {
  controls.speed.value = String(speed);
  controls.pace.value = pace;
}

/** Show the play button as play or pause, and offer narration where there is a voice. @param {object} view */
export function showTransport({ buttons, speak }, { playing, place, narration }) {
  speak.hidden = !narration.isPossible;
  speak.setAttribute("aria-pressed", String(narration.isOn));
  const { element, path, word } = buttons.play;
  const name = playing ? "Pause" : place.phase === 0 ? "Read it" : "Play";
  if (word.textContent === name) return;
  path.setAttribute("d", playing ? SHAPES.pause : SHAPES.play);
  word.textContent = name;
  element.setAttribute("aria-label", name);
  element.title = name;
}
