// The playhead over ribbon and map, and both scrolled together so that it stays in view.

import { html } from "./dom.mjs";
import { scrollFor } from "./layout.mjs";
import { unitsIn } from "./maps.mjs";

const EDGE_OF_SCROLL = 26; // px, both sides' padding of what scrolls

export class Track {
  constructor() {
    this.column = html("div", { class: "lv-playhead", "aria-hidden": "true" });
    this.frame = html("div", { class: "lv-playhead", "aria-hidden": "true" });
    this.rowMark = html("div", { class: "lv-row-mark", "aria-hidden": "true", hidden: "" });
    this.scrolled = 0;
  }

  /** A new ribbon or map: put the marks into it. */
  lay({ ribbon, drawing, isAll }) {
    if (this.ribbon !== ribbon) this.scrolled = 0;
    this.ribbon = ribbon;
    ribbon.root.firstChild.prepend(this.column);
    if (!isAll) drawing.holder.append(this.frame, this.rowMark);
    if (this.scrolled > 0) this.moveSoon({ ribbon, drawing });
  }

  /** Bring the marks to the place. @param {object} view */
  follow(view) {
    const { ribbon: { grid }, place: { step, phase }, width, isAll, drawing } = view;
    const [left, wide] = [grid.lefts[step], grid.widths[step]];
    for (const head of [this.column, this.frame]) moveHead(head, wide, grid.gutter + left, phase > 0);
    const seen = width - EDGE_OF_SCROLL - grid.gutter;
    const isLong = grid.total > seen + 1;
    if (isLong) this.scrollTo(phase === 0 ? 0 : scrollFor(left, wide, seen, this.scrolled), view);
    if (isAll) {
      drawing.maps.forEach(({ head, grid: small }) =>
        moveHead(head, Math.max(3, small.widths[step]), small.lefts[step], phase > 0));
    }
    else this.markRow(view);
  }

  /** Scroll ribbon and map in the next frame: now it would lay out the page a second time. */
  scrollTo(left, view) {
    if (left === this.scrolled) return;
    this.scrolled = left;
    this.moveSoon(view);
  }

  moveSoon({ ribbon, drawing }) {
    cancelAnimationFrame(this.scrolling);
    this.scrolling = requestAnimationFrame(() => {
      for (const { root } of [ribbon, drawing]) root.scrollLeft = this.scrolled;
    });
  }

  /** Frame the picked unit's row. */
  markRow({ drawing: { maps: [map] }, unit, run, order }) {
    const isShown = unit !== null && unit < run.H;
    this.rowMark.hidden = !isShown;
    if (!isShown) return;
    this.rowMark.style.left = `${map.grid.gutter - 4}px`;
    this.rowMark.style.height = `${Math.max(3, map.rowHeight)}px`;
    this.rowMark.style.transform = `translateY(${unitsIn(run, order).indexOf(unit) * map.rowHeight}px)`;
  }

  /** The reader scrolled one of them: the other one follows. */
  sync(target, { ribbon, drawing }) {
    if (!target.classList?.contains("lv-scroll")) return;
    this.scrolled = target.scrollLeft;
    for (const part of [ribbon?.root, drawing?.root]) {
      if (part && part !== target && part.classList.contains("lv-scroll")) part.scrollLeft = this.scrolled;
    }
  }
}

function moveHead(head, width, left, isShown) {
  head.style.width = `${width}px`;
  head.style.transform = `translateX(${left}px)`;
  head.style.visibility = isShown ? "" : "hidden";
}
