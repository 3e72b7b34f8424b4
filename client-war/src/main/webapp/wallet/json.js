// @ts-check
// Strict JSON (RFC 8259, I-JSON in spirit). JSON.parse would take members twice, 1.0 and 1e2, white
// space around the object and lone surrogates; a signed message with any of these is none.
import { malformed } from "./errors.js";

const DEPTH_MAX = 8;
const NUMBER_CHARACTERS_MAX = 40;
const DIGITS_MAX = 15;
const NAME_SHOWN_MAX = 40;

/** What exceeds 15 digits reads as this: larger than anything that could be accepted. */
export const TOO_LARGE = Number.MAX_SAFE_INTEGER;

/**
 * The members of a JSON object. Each is read once by its name and type; end() refuses what nobody
 * read, so that an unknown member is never passed over.
 */
export class Members {
  /** @type {Map<string, unknown>} */ #members;
  /** @type {Set<string>} */ #read = new Set();

  /** @param {Map<string, unknown>} members */
  constructor(members) {
    this.#members = members;
  }

  /** @param {string} name */
  has(name) {
    return this.#members.has(name);
  }

  /**
   * @param {string} name
   * @returns {string}
   */
  text(name) {
    return /** @type {string} */ (this.#get(name, isText, "{0} is not text"));
  }

  /**
   * @param {string} name
   * @returns {string | undefined}
   */
  optionalText(name) {
    return this.has(name) ? this.text(name) : undefined;
  }

  /**
   * A whole number from 0; what exceeds 15 digits reads as TOO_LARGE.
   *
   * @param {string} name
   * @returns {number}
   */
  integer(name) {
    return /** @type {number} */ (this.#get(name, isInteger, "{0} is not an integer"));
  }

  /**
   * @param {string} name
   * @returns {Members}
   */
  object(name) {
    return /** @type {Members} */ (this.#get(name, isObject, "{0} is not an object"));
  }

  /**
   * @param {string} name
   * @returns {Members[]}
   */
  objects(name) {
    return /** @type {Members[]} */ (this.#list(name, isObject, "{0} is not an array of objects"));
  }

  /**
   * @param {string} name
   * @returns {string[]}
   */
  texts(name) {
    return /** @type {string[]} */ (this.#list(name, isText, "{0} is not an array of texts"));
  }

  /**
   * @param {string} name
   * @returns {number[]}
   */
  integers(name) {
    return /** @type {number[]} */ (this.#list(name, isInteger, "{0} is not an array of integers"));
  }

  /** Call after everything known was read. */
  end() {
    for (const name of this.#members.keys()) {
      if (!this.#read.has(name)) {
        const shown = name.length <= NAME_SHOWN_MAX ? name : name.slice(0, NAME_SHOWN_MAX) + "…";
        throw malformed("unknown member: {0}", shown);
      }
    }
  }

  /**
   * @param {string} name
   * @param {(value: unknown) => boolean} is
   * @param {string} otherwise
   */
  #get(name, is, otherwise) {
    if (!this.has(name)) {
      throw malformed("missing member: {0}", name);
    }
    const value = this.#members.get(name);
    if (!is(value)) {
      throw malformed(otherwise, name);
    }
    this.#read.add(name);
    return value;
  }

  /**
   * @param {string} name
   * @param {(value: unknown) => boolean} is
   * @param {string} otherwise
   */
  #list(name, is, otherwise) {
    const values = /** @type {unknown[]} */ (this.#get(name, Array.isArray, "{0} is not an array"));
    if (!values.every(is)) {
      throw malformed(otherwise, name);
    }
    return values;
  }
}

/** @param {unknown} value */
function isText(value) {
  return typeof value === "string";
}

/** @param {unknown} value */
function isInteger(value) {
  return typeof value === "number";
}

/** @param {unknown} value */
function isObject(value) {
  return value instanceof Members;
}

/**
 * @param {Uint8Array} utf8
 * @returns {Members} of the one object
 */
export function object(utf8) {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(utf8);
  } catch {
    throw malformed("not well-formed UTF-8");
  }
  return objectOf(text);
}

/**
 * @param {string} text
 * @returns {Members} of the one object, before and after which nothing stands
 */
export function objectOf(text) {
  if (/^[\uFEFF \t\n\r]/.test(text)) {
    throw malformed("something stands before the JSON object");
  }
  if (!text.startsWith("{") || !text.endsWith("}")) {
    throw malformed("not one JSON object and nothing after it");
  }
  const reader = new Reader(text);
  const members = reader.object(1);
  if (!reader.isAtEnd()) {
    throw malformed("something stands after the JSON object");
  }
  return members;
}

/**
 * The body of an HTTP answer: as strict, but white space may stand around it.
 *
 * @param {string} text
 */
export function bodyOf(text) {
  return objectOf(text.replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, ""));
}

const ESCAPED = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** Reads from left to right, once. */
class Reader {
  #text;
  #at = 0;

  /** @param {string} text */
  constructor(text) {
    this.#text = text;
  }

  isAtEnd() {
    return this.#at === this.#text.length;
  }

  /**
   * @param {number} depth of this object, from 1
   * @returns {Members}
   */
  object(depth) {
    this.#expect("{");
    const members = new Map();
    if (this.#take("}")) {
      return new Members(members);
    }
    do {
      this.#space();
      const name = this.#string();
      if (members.has(name)) {
        throw notStrict();
      }
      this.#expect(":");
      members.set(name, this.#value(depth));
    } while (this.#take(","));
    this.#expect("}");
    return new Members(members);
  }

  /**
   * @param {number} depth
   * @returns {unknown[]}
   */
  #array(depth) {
    this.#expect("[");
    /** @type {unknown[]} */
    const values = [];
    if (this.#take("]")) {
      return values;
    }
    do {
      values.push(this.#value(depth));
    } while (this.#take(","));
    this.#expect("]");
    return values;
  }

  /**
   * @param {number} depth of what the value stands in
   * @returns {unknown}
   */
  #value(depth) {
    this.#space();
    const next = this.#text[this.#at];
    if ((next === "{" || next === "[") && depth >= DEPTH_MAX) {
      throw notStrict();
    }
    if (next === "{") {
      return this.object(depth + 1);
    }
    if (next === "[") {
      return this.#array(depth + 1);
    }
    return next === '"' ? this.#string() : this.#word();
  }

  /** true, false, null or a number. */
  #word() {
    const from = this.#at;
    while (/[A-Za-z0-9.+-]/.test(this.#text[this.#at] ?? "")) {
      this.#at++;
    }
    const word = this.#text.slice(from, this.#at);
    switch (word) {
      case "true":
        return true;
      case "false":
        return false;
      case "null":
        return null;
      default:
        return integer(word);
    }
  }

  #string() {
    if (this.#text[this.#at] !== '"') {
      throw notStrict();
    }
    let value = "";
    for (this.#at++; ; this.#at++) {
      const next = this.#text[this.#at];
      if (next === undefined || next < " ") {
        throw notStrict();
      }
      if (next === '"') {
        this.#at++;
        return wellFormed(value);
      }
      value += next === "\\" ? this.#escaped() : next;
    }
  }

  #escaped() {
    this.#at++;
    const kind = this.#text[this.#at];
    if (kind === "u") {
      const hex = this.#text.slice(this.#at + 1, this.#at + 5);
      if (!/^[0-9A-Fa-f]{4}$/.test(hex)) {
        throw notStrict();
      }
      this.#at += 4;
      return String.fromCharCode(parseInt(hex, 16));
    }
    const value = ESCAPED.get(kind);
    if (value === undefined) {
      throw notStrict();
    }
    return value;
  }

  #space() {
    while (/[ \t\n\r]/.test(this.#text[this.#at] ?? "")) {
      this.#at++;
    }
  }

  /** @param {string} sign */
  #take(sign) {
    this.#space();
    if (this.#text[this.#at] !== sign) {
      return false;
    }
    this.#at++;
    return true;
  }

  /** @param {string} sign */
  #expect(sign) {
    if (!this.#take(sign)) {
      throw notStrict();
    }
  }
}

/** @param {string} word */
function integer(word) {
  if (/^-(?:0|[1-9][0-9]*)$/.test(word)) {
    throw malformed("a negative number");
  }
  if (/^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/.test(word) && !/^[0-9]+$/.test(word)) {
    throw malformed("a number that is not a plain integer");
  }
  if (!/^(?:0|[1-9][0-9]*)$/.test(word) || word.length > NUMBER_CHARACTERS_MAX) {
    throw notStrict();
  }
  return word.length > DIGITS_MAX ? TOO_LARGE : Number(word);
}

/** @param {string} text */
function wellFormed(text) {
  if (/\p{Surrogate}/u.test(text)) {
    throw malformed("a lone surrogate");
  }
  return text;
}

function notStrict() {
  return malformed("not strict JSON");
}
