// Where things stand. Pure: sizes in, numbers out.

export const NARROW = 720; // below this width the cell is a table of rows
const COLUMN = { least: 46, leastNarrow: 52, most: 140 };
const GUTTER = { wide: 64, narrow: 30 }; // left of the columns: the curve's axis, the map's unit numbers

/** The width left of the columns. @param {number} width of the player */
export const gutterOf = (width, zoom = 1) => (width < NARROW ? GUTTER.narrow : GUTTER.wide) * zoom;

/**
 * Columns shared by ribbon, verdict and maps: equal ones where all words fit, else as wide as their words.
 * @param {number} width @param {number[]} words their widths @param {number} zoom
 * @returns {{gutter: number, lefts: number[], widths: number[], total: number}} `lefts` count from the gutter
 */
export function columns(width, words, zoom = 1) {
  const gutter = gutterOf(width, zoom);
  const room = Math.max(0, width - gutter);
  const least = (width < NARROW ? COLUMN.leastNarrow : COLUMN.least) * zoom;
  const wanted = words.map((word) => Math.max(least, word));
  const equal = Math.min(COLUMN.most * zoom, room / Math.max(1, words.length));
  const free = (room - totalOf(wanted)) / Math.max(1, words.length);
  const areEqual = equal >= Math.max(0, ...wanted);
  const widths = areEqual ? wanted.map(() => equal) : wanted.map((one) => one + Math.max(0, free));
  let left = 0;
  const lefts = widths.map((one) => { left += one; return left - one; });
  return { gutter, lefts, widths, total: left };
}

const totalOf = (numbers) => numbers.reduce((a, b) => a + b, 0);

/**
 * Which column a point lies in, -1 for none.
 * @param {{lefts: number[], widths: number[], gutter: number}} grid
 * @param {number} x
 */
export function columnAt({ lefts, widths, gutter }, x) {
  return lefts.findIndex((left, t) => x >= gutter + left && x < gutter + left + widths[t]);
}

/** How far to scroll so that a column stays in view with its neighbours. @param {number} view width of what is seen */
export function scrollFor(left, width, view, scrolled) {
  if (left < scrolled + width) return Math.max(0, left - width);
  if (left + 2 * width > scrolled + view) return left + 2 * width - view;
  return scrolled;
}

const BOX = { width: 244, height: 76, top: 180 };
const BOXES = { f: 44, i: 302, g: 560, o: 818 };
const MIDDLE = { forget: 296, join: 572, out: 940 };

/**
 * The textbook's cell, 1120 × 326: the belt on top, the gates f, i, C̃, o in that order below, the
 * cells of the words before and after at the sides.
 * Strips: x, y of the top left corner, width, height of a row of unit cells.
 */
export function wideCell() {
  const strip = (x, y, width, height) => ({ x, y, width, height });
  const inBox = (x) => strip(x + 8, BOX.top + 33, BOX.width - 16, 35);
  return {
    width: 1120,
    height: 326,
    narrow: false,
    belt: { x: 0, y: 8, width: 1120, height: 70 },
    boxes: BOXES,
    box: BOX,
    elbow: 152,
    bus: 266,
    nodes: { forget: [MIDDLE.forget, 51], join: [MIDDLE.join, 51], admit: [MIDDLE.join, 152], show: [MIDDLE.out, 152] },
    tanh: [MIDDLE.out, 104],
    neighbours: {
      before: { x: -30, y: 96, width: 54, height: 212 }, after: { x: 1096, y: 96, width: 54, height: 212 },
    },
    weights: { x: 528, y: 283, width: 268, height: 36 },
    strips: {
      c_prev: strip(44, 37, 228, 30),
      kept: strip(326, 37, 214, 30),
      c: strip(606, 37, 228, 30),
      f: inBox(BOXES.f),
      i: inBox(BOXES.i),
      g: inBox(BOXES.g),
      o: inBox(BOXES.o),
      written: strip(326, 108, 214, 26),
      tanh_c: strip(690, 108, 214, 26),
      h_prev: strip(44, 290, 190, 25),
      x: strip(302, 290, 190, 25),
      h: strip(832, 290, 228, 25),
    },
  };
}

/** The rows of a phone, from top to bottom: the update as a sum. */
export const CELL_ROWS = ["h_prev", "x", "c_prev", "f", "kept", "i", "g", "written", "c", "tanh_c", "o", "h"];

/** The same on a phone: rows, one column a unit. @param {number} width */
export const narrowCell = (width) => narrowRows(width, CELL_ROWS);

const LABEL = 118; // px for a row's name on a phone

/** Strips below one another. @param {number} width @param {string[]} names */
export function narrowRows(width, names) {
  const gap = 31;
  const strips = {};
  names.forEach((name, n) => {
    strips[name] = { x: LABEL, y: 12 + n * gap, width: width - LABEL - 8, height: 24 };
  });
  return { width, height: 16 + names.length * gap, narrow: true, strips };
}

/** Which strips a phase brings; those of later phases are not computed yet. */
export const PHASE_OF = {
  x: 0, h_prev: 0, c_prev: 0, f: 1, kept: 1, i: 2, g: 2, written: 2, c: 3, tanh_c: 4, o: 4, h: 4,
};

/**
 * The way that values travel in each phase: which strip, from which one, over which points, and
 * through which gate's valve, where each of its cells shrinks by its own share.
 */
export function journeys(cell) {
  const at = (name) => { const { x = 0, y = 0 } = cell.strips[name] ?? {}; return [x, y]; };
  const way = (strip, from, phase, gate, begin, end, ...via) =>
    ({ strip, from, phase, gate, begin, end, path: [at(from), ...(cell.narrow ? [] : via), at(strip)] });
  const { admit, show } = cell.nodes ?? { admit: [0, 0], show: [0, 0] };
  return [
    way("kept", "c_prev", 1, "f", 0.15, 1),
    way("written", "g", 2, "i", 0.15, 1, [admit[0] - 110, admit[1] - 14]),
    way("c", "kept", 3, null, 0, 1),
    way("tanh_c", "c", 4, null, 0, 0.45),
    way("h", "tanh_c", 4, "o", 0.45, 1, [at("h")[0], show[1] - 14]),
  ];
}

/** How much of the valve's work is done when a share of the way is gone, 0 … 1. @param {number} share */
export function passed(share) {
  return Math.min(1, Math.max(0, (share - 0.3) / 0.45));
}

/** A point on a path of straight pieces, share 0 … 1 of its length. */
export function along(path, share) {
  const lengths = path.slice(1).map((point, n) => Math.hypot(point[0] - path[n][0], point[1] - path[n][1]));
  let left = share * lengths.reduce((sum, length) => sum + length, 0);
  for (let n = 0; n < lengths.length; n += 1) {
    if (left <= lengths[n] || n === lengths.length - 1) {
      const part = lengths[n] === 0 ? 1 : Math.min(1, left / lengths[n]);
      return path[n].map((from, axis) => from + (path[n + 1][axis] - from) * part);
    }
    left -= lengths[n];
  }
  return path[0];
}

/** Slow at both ends. @param {number} share 0 … 1 */
export function ease(share) {
  return share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2;
}
