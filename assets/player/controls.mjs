// Buttons, scrubber, speed and map choice: real controls with names.

import { SPEEDS } from "./clock.mjs";
import { html } from "./dom.mjs";
import { PHASES } from "./say.mjs";

const SHAPES = {
  first: "M4 4v12M16 4l-8 6 8 6z",
  prev: "M14 4l-9 6 9 6z",
  play: "M6 3l11 7-11 7z",
  pause: "M6 4v12M14 4v12",
  next: "M6 4l9 6-9 6z",
  last: "M16 4v12M4 4l8 6-8 6z",
};
const LABELS = {
  first: "First word", prev: "One word back", play: "Play", next: "One word on", last: "Last word",
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
    type: "button", class: `lv-button lv-${action}`, "data-action": action, "aria-label": LABELS[action], title: LABELS[action],
  }, holder, word);
  return { element, path, word };
}

/** The bar with the four phases and the sentence of the step. */
export function makePhases() {
  const tabs = PHASES.map(({ name }, n) =>
    html("button", { type: "button", class: "lv-phase", "data-phase-tab": n + 1 }, html("b", {}, String(n + 1)), ` ${name}`));
  const say = html("p", { class: "lv-say", "aria-live": "polite" });
  const verdict = html("p", { class: "lv-verdict" });
  const root = html("div", { class: "lv-bar" }, html("div", { class: "lv-phases", role: "group", "aria-label": "Phase of the step" }, ...tabs), say, verdict);
  return { root, tabs, say, verdict };
}

/** Transport, scrubber, speed and reading mode. */
export function makeControls() {
  const buttons = Object.fromEntries(Object.keys(LABELS).map((action) => [action, button(action)]));
  const scrub = html("input", { type: "range", min: 0, max: 0, step: 1, value: 0, "data-action": "scrub", "aria-label": "Word" });
  const speed = html("select", { "data-action": "speed", "aria-label": "Speed" },
    ...SPEEDS.map((value) => html("option", { value }, `${{ 0.25: "¼", 0.5: "½" }[value] ?? value}×`)));
  speed.value = "1";
  const mode = html("button", { type: "button", class: "lv-toggle", "data-action": "mode", "aria-pressed": "false" }, "Story");
  const root = html("div", { class: "lv-controls" },
    ...Object.values(buttons).map(({ element }) => element), scrub, speed, mode);
  return { root, buttons, scrub, speed, mode };
}

/** Which quantity the map shows. @param {import("./payload.mjs").Payload} payload */
export function makeMapHead(payload) {
  const tabs = payload.maps.map((code) => {
    const { symbol, label } = payload.quantities[code];
    return html("button", { type: "button", class: `lv-tab lv-ink-${code}`, "data-map": code, title: label, "aria-label": label }, symbol);
  });
  const title = html("span", { class: "lv-map-title" });
  const legend = html("span", { class: "lv-legend" });
  const root = html("div", { class: "lv-map-head" },
    html("div", { class: "lv-tabs", role: "group", "aria-label": "Quantity in the map" }, ...tabs), title, legend);
  return { root, tabs, title, legend };
}

/** Show the play button as play or pause. */
export function showPlaying(controls, playing) {
  const { element, path, word } = controls.buttons.play;
  path.setAttribute("d", playing ? SHAPES.pause : SHAPES.play);
  word.textContent = playing ? "Pause" : "Play";
  element.setAttribute("aria-label", playing ? "Pause" : "Play");
}
