// The payload of one sentence, described and unpacked. Made by lstm_viz/figures/payload.py.

/**
 * @typedef {object} Token
 * @property {string} shown  the reader's own spelling
 * @property {string} read   the form the model looked up
 * @property {boolean} known false where the model read <unk>
 */
/**
 * @typedef {object} Quantity
 * @property {string} code @property {string} symbol @property {string} label
 * @property {"gate"|"signed"|"verdict"} scale @property {number|null} limit
 * @property {string} light @property {string} dark @property {string} meaning
 */
/**
 * @typedef {object} Packed an array, row after row, as base 85 of little-endian floats
 * @property {"f2"|"f4"} type half or single precision @property {string} data
 */
/**
 * @typedef {object} Weights of one layer, stacked i f g o
 * @property {string} model @property {Packed} w 4H × E @property {Packed} u 4H × H @property {Packed} b 4H
 */
/**
 * @typedef {object} Payload
 * @property {number} version @property {string} model
 * @property {number} n_tokens @property {number} n_hidden @property {number} n_embedding
 * @property {Token[]} tokens
 * @property {Object<string, Packed>} planes T × H (x: T × E); c and h only where they are not their factors' products
 * @property {Object<string, number>} limits the end of each open scale
 * @property {Object<string, number>} largest perhaps beyond it
 * @property {number[]} p_positive @property {number[]} logit
 * @property {number} p_before @property {number} turn
 * @property {{weight: Packed, bias: number}} head from hidden state to logit
 * @property {?Weights} weights where the page has them from nowhere else
 * @property {Object<string, number[]>} orders
 * @property {Object<string, Quantity>} quantities @property {string[]} maps
 * @property {{negative: string[], positive: string[]}} signs
 * @property {?{step: number, words: string}} target of a backward pass: what is differentiated, after which token
 * @property {?{group: string, map: number[], led: boolean}} sync where two players go together; see sync.mjs
 */
/**
 * @typedef {object} Run a payload, unpacked
 * @property {number} T @property {number} H @property {number} E
 * @property {string} id one sentence read by one model has one id; so has each setting of the lesson's bench
 * @property {Payload} payload
 * @property {Object<string, Float32Array>} planes
 * @property {Float32Array} head
 * @property {boolean} isBackward the planes hold a backward pass too, and the cell shows it
 */

export const PAYLOAD_VERSION = 2;

const LETTERS_85 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
const DIGIT_85 = new Uint8Array(128);
for (let n = 0; n < 85; n += 1) DIGIT_85[LETTERS_85.charCodeAt(n)] = n;

/** Base 85 as Python's b85encode writes it: five letters for four bytes. @param {string} text @returns {Uint8Array} */
export function bytesOf(text) {
  const groups = Math.ceil(text.length / 5);
  const padded = text.padEnd(groups * 5, "~");
  const view = new DataView(new ArrayBuffer(groups * 4));
  for (let group = 0; group < groups; group += 1) {
    let bits = 0;
    for (let n = 5 * group; n < 5 * group + 5; n += 1) bits = bits * 85 + DIGIT_85[padded.charCodeAt(n)];
    view.setUint32(4 * group, bits);
  }
  return new Uint8Array(view.buffer, 0, Math.floor((text.length * 4) / 5));
}

/** Half precision, IEEE 754: sign, 5 bits of exponent, 10 of fraction. @param {number} bits */
function half(bits) {
  const exponent = (bits >> 10) & 31;
  const fraction = (bits & 1023) / 1024;
  const size = exponent === 0 ? fraction * 2 ** -14 : (1 + fraction) * 2 ** (exponent - 15);
  return bits & 0x8000 ? -size : size;
}

/** @param {Packed} packed @returns {Float32Array} */
export function floats({ type, data }) {
  const { buffer, length } = bytesOf(data); // little-endian, as every browser's machine is
  if (type === "f4") return new Float32Array(buffer, 0, length / 4);
  return Float32Array.from(new Uint16Array(buffer, 0, length / 2), half);
}

/** Unpack a payload; throws where it is not one. @param {Payload} payload @returns {Run} */
export function unpack(payload) {
  if (payload.version !== PAYLOAD_VERSION) {
    throw new Error(`This player reads payloads of version ${PAYLOAD_VERSION}, not ${payload.version}.`);
  }
  const { n_tokens: T, n_hidden: H, n_embedding: E } = payload;
  const planes = {};
  for (const [name, packed] of Object.entries(payload.planes)) {
    planes[name] = floats(packed);
    const width = widthOf(name, H, E);
    if (planes[name].length !== T * width) throw new Error(`Plane ${name} is not ${T} × ${width}.`);
  }
  const words = payload.tokens.map((token) => token.shown);
  const id = JSON.stringify([payload.model, words, payload.target ?? null, payload.lesson?.values ?? null]);
  const run = { T, H, E, id, payload, planes, head: floats(payload.head.weight), isBackward: Boolean(payload.target) };
  multiplyOut(run);
  return run;
}

/** How many numbers a step has of a quantity: one a unit, or one for each of a word's. */
export function widthOf(name, H, E) {
  return name === "x" || name === "grad_x" ? E : H;
}

/** Put c and h together where they came as factors: in single precision, as the model did. */
function multiplyOut({ planes, T, H }) {
  const { f, i, g, o, tanh_c: squashed } = planes;
  const { fround } = Math;
  if (!planes.c) {
    planes.c = new Float32Array(T * H);
    for (let n = 0; n < T * H; n += 1) {
      const before = n < H ? 0 : planes.c[n - H];
      planes.c[n] = fround(f[n] * before) + fround(i[n] * g[n]);
    }
  }
  planes.h ??= o.map((gate, n) => gate * squashed[n]);
}

/**
 * The values of one quantity at one step. Names ending in _prev are the row before (zeros before
 * the first token: the recorded start); kept = f · C₋₁ and written = i · C̃ are the two
 * products of the update, in float32 as the model multiplies.
 * @param {Run} run @param {string} name @param {number} t @returns {Float32Array}
 */
export function row(run, name, t) {
  if (name === "kept") return multiply(row(run, "f", t), row(run, "c_prev", t));
  if (name === "written") return multiply(row(run, "i", t), row(run, "g", t));
  if (name.endsWith("_prev")) {
    const now = name.slice(0, -5);
    return t > 0 ? row(run, now, t - 1) : new Float32Array(run.H);
  }
  const width = widthOf(name, run.H, run.E);
  return run.planes[name].subarray(t * width, (t + 1) * width);
}

/** @param {Float32Array} a @param {Float32Array} b */
function multiply(a, b) {
  return a.map((value, n) => Math.fround(value * b[n]));
}
