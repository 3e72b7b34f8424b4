// @ts-check
// Elements, made without markup: what others wrote is always text.

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown> | Child | Child[]} [attributes] functions listen; true is an empty one
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  if (isAttributes(attributes)) {
    Object.entries(attributes).forEach(([name, value]) => set(element, name, value));
  } else {
    add(element, attributes);
  }
  children.forEach((child) => add(element, child));
  return element;
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isAttributes(value) {
  return (
    typeof value === "object" && value !== null && !(value instanceof Node) && !Array.isArray(value)
  );
}

/**
 * @param {HTMLElement} element
 * @param {string} name
 * @param {unknown} value
 */
function set(element, name, value) {
  if (typeof value === "function") {
    element.addEventListener(name, /** @type {EventListener} */ (value));
  } else if (value !== undefined && value !== null && value !== false) {
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * @param {HTMLElement} element
 * @param {Child | Child[]} child
 */
function add(element, child) {
  if (Array.isArray(child)) {
    child.forEach((each) => add(element, each));
  } else if (child !== null && child !== undefined && child !== false) {
    element.append(child);
  }
}

/**
 * A field with its label, and perhaps a hint.
 *
 * @param {string} id
 * @param {string} label
 * @param {HTMLElement} control
 * @param {string} [hint]
 */
export function field(id, label, control, hint) {
  control.id = id;
  const words = hint === undefined ? null : h("p", { class: "hint", id: `${id}-hint` }, hint);
  if (words !== null) {
    control.setAttribute("aria-describedby", words.id);
  }
  return h("div", { class: "field" }, h("label", { for: id }, label), control, words);
}

/**
 * A fact for a list of facts.
 *
 * @param {string} name
 * @param {...Child} value
 */
export function fact(name, ...value) {
  return [h("dt", name), h("dd", ...value)];
}

/**
 * Lets the holder keep a text as a file.
 *
 * @param {string} name
 * @param {string} text
 */
export function saveFile(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = h("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
