// Where things stand. Pure: sizes in, numbers out.

export const GUTTER = 34; // left of the columns: unit numbers
export const NARROW = 720; // below this width the cell is a table of rows
const COLUMN = { least: 66, leastNarrow: 78, most: 140 };

/** Columns shared by ribbon, verdict and maps. @param {number} width @param {number} nTokens */
export function columns(width, nTokens) {
  const room = Math.max(0, width - GUTTER) / Math.max(1, nTokens);
  const least = width < NARROW ? COLUMN.leastNarrow : COLUMN.least;
  const column = Math.max(least, Math.min(COLUMN.most, room));
  return { column, total: column * Math.max(1, nTokens) };
}

/** How far to scroll so that a column stays in view. */
export function scrollFor(step, column, view, scrolled) {
  const left = step * column;
  if (left < scrolled + column) return Math.max(0, left - column);
  if (left + column > scrolled + view - column) return left + 2 * column - view;
  return scrolled;
}

const BOX = { width: 250, height: 76, top: 180 };
const BOXES = { f: 60, i: 322, g: 584, o: 846 };
const MIDDLE = { forget: 300, join: 578, out: 976 };

/**
 * The textbook's cell, 1120 × 320: the belt on top, the gates f, i, C̃, o in that order below.
 * Strips: x, y of the top left corner, width, height of a row of unit cells.
 */
export function wideCell() {
  const strip = (x, y, width, height) => ({ x, y, width, height });
  const inBox = (x) => strip(x + 10, BOX.top + 33, BOX.width - 20, 35);
  return {
    width: 1120,
    height: 320,
    narrow: false,
    belt: { x: 0, y: 8, width: 1120, height: 70 },
    boxes: BOXES,
    box: BOX,
    elbow: 152,
    bus: 265,
    nodes: { forget: [MIDDLE.forget, 51], join: [MIDDLE.join, 51], admit: [MIDDLE.join, 152], show: [MIDDLE.out, 152] },
    tanh: [MIDDLE.out, 104],
    strips: {
      c_prev: strip(36, 37, 232, 30),
      kept: strip(332, 37, 220, 30),
      c: strip(624, 37, 232, 30),
      f: inBox(BOXES.f),
      i: inBox(BOXES.i),
      g: inBox(BOXES.g),
      o: inBox(BOXES.o),
      written: strip(332, 108, 220, 26),
      tanh_c: strip(706, 108, 220, 26),
      h_prev: strip(60, 288, 190, 25),
      x: strip(322, 288, 190, 25),
      h: strip(866, 288, 230, 25),
    },
  };
}

/** The same on a phone: the update as a sum in rows, one column a unit. @param {number} width */
export function narrowCell(width) {
  const names = ["h_prev", "x", "c_prev", "f", "kept", "i", "g", "written", "c", "tanh_c", "o", "h"];
  const gap = 31;
  const strips = {};
  names.forEach((name, n) => {
    strips[name] = { x: 84, y: 12 + n * gap, width: width - 92, height: 24 };
  });
  return { width, height: 16 + names.length * gap, narrow: true, strips };
}

/** Which strips a phase brings; those of later phases are not computed yet. */
export const PHASE_OF = {
  x: 0, h_prev: 0, c_prev: 0, f: 1, kept: 1, i: 2, g: 2, written: 2, c: 3, tanh_c: 4, o: 4, h: 4,
};

/** The way that values travel in each phase: which strip, from which one, over which points. */
export function journeys(cell) {
  const at = (name) => [cell.strips[name].x, cell.strips[name].y];
  if (cell.narrow) {
    return [
      { strip: "kept", from: "c_prev", phase: 1, path: [at("c_prev"), at("kept")], begin: 0.15, end: 1 },
      { strip: "written", from: "g", phase: 2, path: [at("g"), at("written")], begin: 0.15, end: 1 },
      { strip: "c", from: "kept", phase: 3, path: [at("kept"), at("c")], begin: 0, end: 1 },
      { strip: "tanh_c", from: "c", phase: 4, path: [at("c"), at("tanh_c")], begin: 0, end: 0.5 },
      { strip: "h", from: "tanh_c", phase: 4, path: [at("tanh_c"), at("h")], begin: 0.5, end: 1 },
    ];
  }
  const { admit } = cell.nodes;
  return [
    { strip: "kept", from: "c_prev", phase: 1, path: [at("c_prev"), at("kept")], begin: 0.15, end: 1 },
    { strip: "written", from: "g", phase: 2, path: [at("g"), [admit[0] - 110, admit[1] - 14], at("written")], begin: 0.15, end: 1 },
    { strip: "c", from: "kept", phase: 3, path: [at("kept"), at("c")], begin: 0, end: 1 },
    { strip: "tanh_c", from: "c", phase: 4, path: [at("c"), at("tanh_c")], begin: 0, end: 0.45 },
    { strip: "h", from: "tanh_c", phase: 4, path: [at("tanh_c"), [at("h")[0], cell.nodes.show[1] - 14], at("h")], begin: 0.45, end: 1 },
  ];
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
