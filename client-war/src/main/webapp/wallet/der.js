// @ts-check
// DER (X.690), as far as certificates need it: definite lengths, written as short as can be.
import { malformed } from "./errors.js";

export const BOOLEAN = 0x01;
export const INTEGER = 0x02;
export const BIT_STRING = 0x03;
export const OCTET_STRING = 0x04;
export const OBJECT_ID = 0x06;
export const UTC_TIME = 0x17;
export const GENERALIZED_TIME = 0x18;
export const SEQUENCE = 0x30;
export const SET = 0x31;

/**
 * A value: its tag, its content, and all of its bytes.
 */
export class Der {
  /**
   * @param {number} tag
   * @param {Uint8Array} content
   * @param {Uint8Array} whole
   */
  constructor(tag, content, whole) {
    this.tag = tag;
    this.content = content;
    this.whole = whole;
  }

  /**
   * The one value that the bytes are.
   *
   * @param {Uint8Array} bytes
   */
  static of(bytes) {
    const values = parts(bytes);
    if (values.length !== 1) {
      throw malformed("not one DER value");
    }
    return values[0];
  }

  /**
   * @param {number} tag
   * @returns {this}
   */
  expect(tag) {
    if (this.tag !== tag) {
      throw malformed("another DER type than expected");
    }
    return this;
  }

  /** The values inside a SEQUENCE, SET or explicit tag. */
  parts() {
    return parts(this.content);
  }

  /** Of a BIT STRING without unused bits. */
  bits() {
    this.expect(BIT_STRING);
    if (this.content[0] !== 0) {
      throw malformed("a BIT STRING with unused bits");
    }
    return this.content.subarray(1);
  }

  /** Of an OBJECT IDENTIFIER, in dots. */
  objectId() {
    this.expect(OBJECT_ID);
    const arcs = [];
    let arc = 0;
    for (const byte of this.content) {
      arc = arc * 128 + (byte & 0x7f);
      if ((byte & 0x80) === 0) {
        arcs.push(arc);
        arc = 0;
      }
    }
    if (arcs.length === 0 || this.content[this.content.length - 1] >= 0x80) {
      throw malformed("an OBJECT IDENTIFIER that does not end");
    }
    const first = Math.min(Math.floor(arcs[0] / 40), 2);
    return [first, arcs[0] - 40 * first, ...arcs.slice(1)].join(".");
  }

  /** Of a BOOLEAN. */
  flag() {
    this.expect(BOOLEAN);
    if (this.content.length !== 1 || (this.content[0] !== 0 && this.content[0] !== 0xff)) {
      throw malformed("a BOOLEAN that is neither");
    }
    return this.content[0] === 0xff;
  }

  /** Of an INTEGER from 0 that fits into four bytes. */
  small() {
    const magnitude = this.magnitude();
    if (magnitude.length > 4) {
      throw malformed("an INTEGER that is too large");
    }
    return magnitude.reduce((value, byte) => value * 256 + byte, 0);
  }

  /** Of an INTEGER from 0: its bytes without leading zero. */
  magnitude() {
    this.expect(INTEGER);
    const [first, second] = this.content;
    const tooLong = first === 0 && this.content.length > 1 && second < 0x80;
    if (this.content.length === 0 || first >= 0x80 || tooLong) {
      throw malformed("an INTEGER that is negative or not DER");
    }
    return first === 0 ? this.content.subarray(1) : this.content;
  }

  /** Of a UTCTime or GeneralizedTime as RFC 5280 writes them, seconds UTC. */
  time() {
    const text = new TextDecoder("latin1").decode(this.content);
    const form = this.tag === UTC_TIME ? /^(\d\d)(\d{10})Z$/ : /^(\d{4})(\d{10})Z$/;
    const found = form.exec(text);
    if ((this.tag !== UTC_TIME && this.tag !== GENERALIZED_TIME) || found === null) {
      throw malformed("a time that is none");
    }
    const short = Number(found[1]);
    const year = this.tag === UTC_TIME ? short + (short < 50 ? 2000 : 1900) : short;
    const [month, day, hour, minute, second] = (found[2].match(/../g) ?? []).map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
  }
}

/**
 * @param {Uint8Array} bytes
 * @returns {Der[]}
 */
function parts(bytes) {
  const values = [];
  for (let at = 0; at < bytes.length; ) {
    const value = next(bytes.subarray(at));
    values.push(value);
    at += value.whole.length;
  }
  return values;
}

/** @param {Uint8Array} bytes */
function next(bytes) {
  const tag = bytes[0];
  if ((tag & 0x1f) === 0x1f || bytes.length < 2) {
    throw malformed("a DER value that does not end");
  }
  const short = bytes[1];
  const more = short < 0x80 ? 0 : short & 0x7f;
  if (short === 0x80 || more > 3 || bytes.length < 2 + more) {
    throw malformed("a DER length that is none");
  }
  const length =
    more === 0 ? short : bytes.subarray(2, 2 + more).reduce((sum, byte) => sum * 256 + byte, 0);
  if (more > 0 && (length < 0x80 || bytes[2] === 0)) {
    throw malformed("a DER length that is none");
  }
  const end = 2 + more + length;
  if (bytes.length < end) {
    throw malformed("a DER value that does not end");
  }
  return new Der(tag, bytes.subarray(2 + more, end), bytes.subarray(0, end));
}
