// @ts-check
// JWS compact serialization (RFC 7515), ES256 only. A verification that fails throws, so it cannot be
// ignored; what a message says of its own key is not even looked at.
import { decode, sha256 } from "./base64url.js";
import { malformed, refused, signatureRefused } from "./errors.js";
import { object } from "./json.js";
import { validAt, verifies } from "./keys.js";

/** @typedef {import("./keys.js").KeyRecord} KeyRecord */

/**
 * @template T
 * @typedef {import("./messages.js").MessageType<T>} MessageType
 */

const LENGTH_MAX = 1 << 20;

/**
 * A message with its exact compact string, which is what was signed, is kept and travels on.
 *
 * @template T
 */
export class Signed {
  /**
   * @param {string} kid
   * @param {T} message
   * @param {string} compact
   */
  constructor(kid, message, compact) {
    this.kid = kid;
    this.message = message;
    this.compact = compact;
  }

  /**
   * Whether the other string is this message: header and payload equal, the signature apart, since
   * ECDSA signatures are malleable.
   *
   * @param {string} other
   */
  isSameMessageAs(other) {
    return signedPart(this.compact) === signedPart(other);
  }

  /** SHA-256 of the compact string. */
  digest() {
    return sha256(this.compact);
  }
}

/** @param {string} compact */
function signedPart(compact) {
  return compact.slice(0, Math.max(0, compact.lastIndexOf(".")));
}

/**
 * Takes a message of the expected type apart: every form but the signature is checked.
 *
 * @template T
 * @param {string} compact
 * @param {MessageType<T>} type
 * @returns {Signed<T>}
 */
export function parse(compact, type) {
  if (compact.length > LENGTH_MAX) {
    throw malformed("longer than 1 MiB");
  }
  const parts = compact.split(".");
  if (parts.length !== 3) {
    throw malformed("not exactly three parts");
  }
  const header = object(decode(parts[0]));
  if (header.text("alg") !== "ES256") {
    throw malformed("alg is not ES256");
  }
  const typ = header.text("typ");
  const kid = header.text("kid");
  header.end();
  if (typ !== type.typ) {
    throw malformed("typ is {0}, not {1}", typ, type.typ);
  }
  const payload = object(decode(parts[1]));
  if (payload.integer("ver") !== 1) {
    throw refused("ver is not 1");
  }
  const message = type.read(payload);
  payload.end();
  decode(parts[2]);
  return new Signed(kid, message, compact);
}

/**
 * Verifies a message whose key must have been valid at its iat, as whoever was not there at first
 * receipt does.
 *
 * @template {{iss: string, iat: number}} T
 * @param {string} compact
 * @param {MessageType<T>} type
 * @param {(kid: string) => KeyRecord | undefined} register never keys that came with the message
 * @returns {Promise<Signed<T>>}
 */
export async function verify(compact, type, register) {
  const signed = parse(compact, type);
  const key = register(signed.kid);
  if (key === undefined) {
    throw signatureRefused("unknown kid");
  }
  if (!type.signers.includes(key.role)) {
    throw signatureRefused("this key may not sign {0}", type.typ);
  }
  if (key.owner !== signed.message.iss) {
    throw signatureRefused("iss does not own this key");
  }
  if (!validAt(key, signed.message.iat)) {
    throw signatureRefused("this key is not valid at that time");
  }
  const signature = decode(compact.slice(compact.lastIndexOf(".") + 1));
  if (!(await verifies(key.key, new TextEncoder().encode(signedPart(compact)), signature))) {
    throw signatureRefused("the signature does not verify");
  }
  return signed;
}
