// Numbers as text. Two digits, a true minus sign, no leading zero where room is short.

/** A number for prose and tables: 0.24, −1.17. @param {number} value @returns {string} */
export function plain(value) {
  const text = Math.abs(value).toFixed(2);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A number for a narrow cell: .24, −1.17, 1.0. @param {number} value @returns {string} */
export function tight(value) {
  const text = plain(value);
  if (text === "1.00" || text === "−1.00") return text.replace("1.00", "1.0");
  return text.replace(/^(−?)0\./, "$1.");
}

/** A factor inside a product: a negative one stands in brackets. @param {number} value */
export function factor(value) {
  return value < 0 && plain(value) !== "0.00" ? `(${plain(value)})` : plain(value);
}

/**
 * "=" where the rounded numbers that are printed also agree, "≈" where only the real ones do.
 * @param {number} fromPrinted the result worked out from the printed numbers
 * @param {number} real the recorded result
 */
export function sign(fromPrinted, real) {
  return plain(fromPrinted) === plain(real) ? "=" : "≈";
}

/** What a reader sees of a value, as a number again. @param {number} value */
export function printed(value) {
  return Number(plain(value).replace("−", "-"));
}

/** A number that may be very small, for a narrow cell: .21, .034, −3e−4, 0. @param {number} value */
export function brief(value) {
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 0.0995) return tight(value);
  const short = () => size.toExponential(0).replace("e-", "e−").replace("e+", "e");
  const text = size >= 0.00095 ? size.toFixed(3).replace("0.", ".") : short();
  return value < 0 ? `−${text}` : text;
}

/** A share in words that agree with the two digits of `plain`: "68%", "almost nothing". @param {number} share 0 … 1 */
export function percent(share) {
  const shown = Math.round(100 * printed(share));
  return shown === 0 ? "almost nothing" : `${shown}%`;
}

/** A size for a sentence, with two digits: 2.3, 0.25, 0.036. @param {number} size 0 or more */
export function twoDigits(size) {
  if (size === 0) return "0";
  if (size < 0.001) return "less than 0.001";
  return size >= 99.5 ? String(Math.round(size)) : size.toPrecision(2);
}
