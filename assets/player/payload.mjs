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
 * @typedef {object} Payload
 * @property {number} version @property {string} model
 * @property {number} n_tokens @property {number} n_hidden @property {number} n_embedding
 * @property {number} n_cut @property {Token[]} tokens
 * @property {Object<string, string>} planes base64, little-endian float32, row after row
 * @property {Object<string, number>} limits @property {number[]} p_positive
 * @property {number} p_before @property {number} turn
 * @property {Object<string, Quantity>} quantities @property {string[]} maps
 * @property {{negative: string[], positive: string[]}} signs
 */
/**
 * @typedef {object} Run a payload, unpacked
 * @property {number} T @property {number} H @property {number} E
 * @property {string} id one sentence read by one model has one id
 * @property {Payload} payload
 * @property {Object<string, Float32Array>} planes
 */

export const PAYLOAD_VERSION = 1;

/** @param {string} text @returns {Float32Array} */
function floats(text) {
  const raw = atob(text);
  const bytes = Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 4 }, (_, n) => view.getFloat32(4 * n, true));
}

/** Unpack a payload; throws where it is not one. @param {Payload} payload @returns {Run} */
export function unpack(payload) {
  if (payload.version !== PAYLOAD_VERSION) {
    throw new Error(`This player reads payloads of version ${PAYLOAD_VERSION}, not ${payload.version}.`);
  }
  const { n_tokens: T, n_hidden: H, n_embedding: E } = payload;
  const planes = {};
  for (const [name, text] of Object.entries(payload.planes)) {
    planes[name] = floats(text);
    const width = name === "x" ? E : H;
    if (planes[name].length !== T * width) throw new Error(`Plane ${name} is not ${T} × ${width}.`);
  }
  const id = JSON.stringify([payload.model, payload.tokens.map((token) => token.shown)]);
  return { T, H, E, id, payload, planes };
}

/**
 * The values of one quantity at one step. Names ending in _prev are the row before (zeros before
 * the first token: the recorded start); kept = f · C₋₁ and written = i · C̃ are the two
 * products of the update, in float32 as the model multiplies.
 * @param {Run} run @param {string} name @param {number} t @returns {Float32Array}
 */
export function row(run, name, t) {
  if (name === "kept") return product(row(run, "f", t), row(run, "c_prev", t));
  if (name === "written") return product(row(run, "i", t), row(run, "g", t));
  if (name.endsWith("_prev")) {
    const now = name.slice(0, -5);
    return t > 0 ? row(run, now, t - 1) : new Float32Array(run.H);
  }
  const width = name === "x" ? run.E : run.H;
  return run.planes[name].subarray(t * width, (t + 1) * width);
}

/** @param {Float32Array} a @param {Float32Array} b */
function product(a, b) {
  return a.map((value, n) => Math.fround(value * b[n]));
}
