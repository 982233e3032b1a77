// A small hand-made run for the player's tests: two words, two units.

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

/** Bytes in base 85, as Python's b85encode writes them. */
export function base85(buffer) {
  const padded = new Uint8Array(Math.ceil(buffer.byteLength / 4) * 4);
  padded.set(new Uint8Array(buffer));
  const view = new DataView(padded.buffer);
  let text = "";
  for (let at = 0; at < padded.length; at += 4) {
    let rest = view.getUint32(at);
    let group = "";
    for (let n = 0; n < 5; n += 1) [group, rest] = [LETTERS[rest % 85] + group, Math.floor(rest / 85)];
    text += group;
  }
  return text.slice(0, text.length - (padded.length - buffer.byteLength));
}

const packed = (values) => ({ type: "f4", data: base85(Float32Array.from(values).buffer) });

/** @param {object} planes overrides by name */
export function payload(planes = {}) {
  const zero = [0, 0, 0, 0];
  const all = { x: zero, i: zero, f: zero, g: zero, o: zero, c: zero, tanh_c: zero, h: zero, ...planes };
  const quantity = (code, scale, limit) => ({
    code, symbol: code, label: code, scale, limit, light: "#C94F00", dark: "#FF8A3D", meaning: "",
  });
  const codes = Object.keys(all);
  const ofCode = (code) => quantity(code, "ifo".includes(code) ? "gate" : "signed", 1);
  return {
    version: 2, model: "m", n_tokens: 2, n_hidden: 2, n_embedding: 2, turn: 1,
    tokens: [{ shown: "Good", read: "good", known: true }, { shown: "<b>", read: "<b>", known: false }],
    planes: Object.fromEntries(codes.map((code) => [code, packed(all[code])])),
    limits: { c: 2, x: 1 }, p_positive: [0.5, 0.9], logit: [0, 2.2], p_before: 0.5,
    head: { weight: packed([2, -1]), bias: 0.25 }, weights: null,
    orders: { influence: [1, 0], clustered: [0, 1] },
    quantities: Object.fromEntries(codes.map((code) => [code, ofCode(code)])),
    maps: ["f", "c"], signs: { negative: ["#B4540A", "#F0904A"], positive: ["#1F6FB2", "#5AAEF0"] },
  };
}

/** Weights for the run above: one row a gate and unit, stacked i f g o. */
export function weights() {
  const rows = Array.from({ length: 8 }, (_, n) => n / 10);
  const [w, u] = [rows.flatMap((n) => [n, -n]), rows.flatMap((n) => [1, n])];
  return { model: "m", w: packed(w), u: packed(u), b: packed(rows) };
}
