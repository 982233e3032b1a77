// A run in a file of its own: the readings stand in the page, and nothing is asked of a server.

import { hasNoBox } from "./invite.mjs";
import { mount } from "./mount.mjs";

/** Show the reading of this page, and again in other colours when the screen's change. */
function replay() {
  const data = JSON.parse(document.getElementById("reading").textContent);
  const parentElement = document.getElementById("player");
  hasNoBox();
  const show = () => mount({ data, parentElement, setStateValue: () => {} });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  show();
}

replay();
