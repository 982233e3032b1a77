// A small hand-made run for the player's tests: two words, two units.

const packed = (values) => Buffer.from(Float32Array.from(values).buffer).toString("base64");

/** @param {object} planes overrides by name */
export function payload(planes = {}) {
  const zero = [0, 0, 0, 0];
  const all = { x: zero, i: zero, f: zero, g: zero, o: zero, c: zero, tanh_c: zero, h: zero, ...planes };
  const quantity = (code, scale, limit) => ({
    code, symbol: code, label: code, scale, limit, light: "#C94F00", dark: "#FF8A3D", meaning: "",
  });
  const codes = Object.keys(all);
  return {
    version: 1, model: "m", n_tokens: 2, n_hidden: 2, n_embedding: 2, n_cut: 0, turn: 1,
    tokens: [{ shown: "Good", read: "good", known: true }, { shown: "<b>", read: "<b>", known: false }],
    planes: Object.fromEntries(codes.map((code) => [code, packed(all[code])])),
    limits: { c: 2, x: 1 }, p_positive: [0.5, 0.9], p_before: 0.5,
    quantities: Object.fromEntries(codes.map((code) => [code, quantity(code, "ifo".includes(code) ? "gate" : "signed", 1)])),
    maps: ["f", "c"], signs: { negative: ["#B4540A", "#F0904A"], positive: ["#1F6FB2", "#5AAEF0"] },
  };
}
