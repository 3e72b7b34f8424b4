// @ts-check
// P-256 public keys by WebCrypto, and the records of a register of keys.
import { decode, encode, sha256 } from "./base64url.js";
import { malformed } from "./errors.js";

/** @typedef {"AUTHORITY" | "MANAGER" | "STORE"} KeyRole */

/**
 * A P-256 public key.
 *
 * @typedef {object} PublicKey
 * @property {string} x base64url, 32 bytes
 * @property {string} y base64url, 32 bytes
 * @property {CryptoKey} key for verifying
 */

/**
 * A public key in a register.
 *
 * @typedef {object} KeyRecord
 * @property {string} kid
 * @property {string} owner the iss of everything it may sign
 * @property {KeyRole} role
 * @property {CryptoKey} key
 * @property {number} notBefore seconds UTC, inclusive
 * @property {number} notAfter seconds UTC, exclusive
 * @property {number} [revokedAt] seconds UTC; from then on nothing it signs is accepted
 */

const COORDINATE_BYTES = 32;
const SIGNATURE_BYTES = 64;
const ES256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/**
 * @param {string} x base64url
 * @param {string} y base64url
 * @returns {Promise<PublicKey>}
 */
export async function publicKey(x, y) {
  if (decode(x).length !== COORDINATE_BYTES || decode(y).length !== COORDINATE_BYTES) {
    throw malformed("a coordinate has not 32 bytes");
  }
  try {
    const jwk = { kty: "EC", crv: "P-256", x, y };
    return { x, y, key: await crypto.subtle.importKey("jwk", jwk, ES256, true, ["verify"]) };
  } catch {
    throw malformed("not a P-256 public key");
  }
}

/**
 * @param {Uint8Array} point uncompressed: 04, x, y
 * @returns {Promise<PublicKey>}
 */
export async function publicKeyOfPoint(point) {
  if (point.length !== 1 + 2 * COORDINATE_BYTES || point[0] !== 4) {
    throw malformed("not a P-256 public key");
  }
  const y = 1 + COORDINATE_BYTES;
  return publicKey(encode(point.subarray(1, y)), encode(point.subarray(y)));
}

/**
 * RFC 7638 SHA-256 thumbprint, base64url.
 *
 * @param {PublicKey} key
 */
export async function thumbprint({ x, y }) {
  return encode(await sha256(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`));
}

/**
 * ES256 (RFC 7518 section 3.4).
 *
 * @param {CryptoKey} key
 * @param {Uint8Array} input
 * @param {Uint8Array} signature r‖s; anything but 64 bytes is no signature
 */
export async function verifies(key, input, signature) {
  const [sealed, sealing] = [input, signature].map((bytes) => /** @type {BufferSource} */ (bytes));
  return (
    signature.length === SIGNATURE_BYTES && (await crypto.subtle.verify(ES256, key, sealing, sealed))
  );
}

/**
 * Whether a message of that time may bear this key's signature.
 *
 * @param {KeyRecord} key
 * @param {number} at seconds UTC
 */
export function validAt(key, at) {
  return (
    at >= key.notBefore && at < key.notAfter && (key.revokedAt === undefined || at < key.revokedAt)
  );
}
