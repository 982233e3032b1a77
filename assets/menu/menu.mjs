// The menu: real links that carry the place which the address shows, whenever they are used.
// One element, since Streamlit makes every link of its own again at each key that is pressed.

import { isElsewhere, turnTo, watched } from "./turn.mjs";

const APPROACH = ["pointerover", "pointerdown", "keydown", "click"];
const COLLAPSE = '[data-testid="stSidebarCollapseButton"] button';
const OVER_THE_PAGE = "(max-width: 768px)"; // so narrow, Streamlit lays the menu over the page

/** An element with a text. */
function make(tag, text, className) {
  return Object.assign(document.createElement(tag), { textContent: text, className });
}

/** Lay the menu out, once. @param {{title: string, pages: {label: string, path: string}[]}[]} sections */
function build(nav, sections) {
  const listed = sections.flatMap(({ title, pages }) => {
    const list = make("ul", "", "lv-pages");
    list.setAttribute("aria-label", title);
    list.append(...pages.map(({ label, path }) => {
      const item = document.createElement("li");
      const link = make("a", label, "lv-page");
      link.dataset.path = path;
      item.append(link);
      return item;
    }));
    return [make("p", title, "lv-section"), list];
  });
  nav.append(...listed);
  for (const sign of APPROACH) nav.addEventListener(sign, () => renew(nav), { capture: true });
  nav.addEventListener("click", follow);
  renew(nav);
}

/** A link's address, with the present place. */
function whereto(link) {
  const there = new URL(`./${link.dataset.path}`, document.baseURI);
  there.search = location.search;
  return there.href;
}

function renew(nav) {
  for (const link of nav.querySelectorAll("a")) link.href = whereto(link);
}

/** A plain click turns the page. */
function follow(event) {
  const link = event.target.closest("a");
  if (!link || isElsewhere(event)) return;
  event.preventDefault();
  if (matchMedia(OVER_THE_PAGE).matches) document.querySelector(COLLAPSE)?.click();
  if (link.ariaCurrent === "page") return;
  turnTo(() => whereto(link));
}

/** Streamlit calls this at mounting, on another page and on a new theme. */
export default function menu({ data: { sections, here }, parentElement }) {
  watched();
  const nav = parentElement.querySelector("nav");
  if (!nav.querySelector("a")) build(nav, sections);
  for (const link of nav.querySelectorAll("a")) link.ariaCurrent = link.textContent === here ? "page" : null;
}
