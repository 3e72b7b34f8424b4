// @ts-check
// base64url without padding (RFC 4648 section 5), canonical only: the one encoding of some bytes is
// the only text that decodes to them.
import { malformed } from "./errors.js";

/** @param {Uint8Array} bytes */
export function encode(bytes) {
  return encodeBase64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/**
 * @param {string} text
 * @returns {Uint8Array}
 */
export function decode(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) {
    throw malformed("not base64url");
  }
  const bytes = bytesOf(atob(text.replace(/-/g, "+").replace(/_/g, "/")));
  if (encode(bytes) !== text) {
    throw malformed("not canonical base64url");
  }
  return bytes;
}

/** @param {Uint8Array} bytes */
export function encodeBase64(bytes) {
  let binary = "";
  for (const byte of bytes) {
    binary += String.fromCharCode(byte);
  }
  return btoa(binary);
}

/**
 * base64 with padding, as certificates stand in JWKs.
 *
 * @param {string} text
 * @returns {Uint8Array}
 */
export function decodeBase64(text) {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) {
    throw malformed("not base64");
  }
  return bytesOf(atob(text));
}

/** @param {string} binary */
function bytesOf(binary) {
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/**
 * @param {Uint8Array} one
 * @param {Uint8Array} other
 */
export function sameBytes(one, other) {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

/** @param {Uint8Array} bytes */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {string} text
 * @returns {Uint8Array | undefined} undefined if it is no hex
 */
export function bytesOfHex(text) {
  if (!/^(?:[0-9A-Fa-f]{2})*$/.test(text)) {
    return undefined;
  }
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/**
 * SHA-256, 32 bytes.
 *
 * @param {string | Uint8Array} data text as UTF-8
 */
export async function sha256(data) {
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
  return new Uint8Array(await crypto.subtle.digest("SHA-256", /** @type {BufferSource} */ (bytes)));
}
