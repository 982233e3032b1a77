// Making elements. Text goes in as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/** @param {string} tag @param {object} attributes @param {...(Node|string)} children */
export function html(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** @param {string} tag @param {object} attributes @param {...(Node|string)} children */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

const SUNK = /(_[a-z]|[ₜ₋₀-₉]+)/; // "W_f", "Cₜ₋₁", "h₁₀"

/**
 * A formula's text as what an element can hold: what stands below the line is a real subscript,
 * which every font has. @param {string} text @returns {Array<Node|string>}
 */
export function lowered(text) {
  return text.split(SUNK).filter(Boolean).map((part) => (SUNK.test(part) ? html("sub", {}, raised(part)) : part));
}

/** Signs that are small and low by themselves, as common ones. */
const raised = (part) => part.replace("_", "").replace("ₜ", "t").replace("₋", "−")
  .replace(/[₀-₉]/g, (digit) => String(digit.codePointAt(0) - 0x2080));

const written = new WeakMap();

/** Set an attribute where it changes: even the same value written again costs the element a new style. */
export function put(element, name, value) {
  let known = written.get(element);
  if (!known) written.set(element, (known = {}));
  if (known[name] === value) return;
  known[name] = value;
  element.setAttribute(name, value);
}

/** Take an attribute that `put` has set away. */
export function drop(element, name) {
  const known = written.get(element);
  if (known) known[name] = undefined;
  element.removeAttribute(name);
}

/** Give an element these children; one that stays is not touched, or it would be laid out anew. */
export function arrange(parent, children) {
  children.forEach((child, n) => {
    const there = parent.childNodes[n] ?? null;
    if (there === child) return;
    if (there && !children.includes(there)) there.replaceWith(child);
    else parent.insertBefore(child, there);
  });
  while (parent.childNodes.length > children.length) parent.lastChild.remove();
}
