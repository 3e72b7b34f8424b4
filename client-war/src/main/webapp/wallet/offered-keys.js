// @ts-check
// Keys as GET /keys offers them, not yet believed.
import { CertificatePath } from "./certificates.js";
import { malformed } from "./errors.js";
import { publicKey, thumbprint } from "./keys.js";

/** @typedef {import("./json.js").Members} Members */
/** @typedef {import("./certificates.js").Certificate} Certificate */
/** @typedef {import("./keys.js").KeyRecord} KeyRecord */

/**
 * @typedef {object} OfferedKey
 * @property {string} kid
 * @property {string} iss
 * @property {string} x
 * @property {string} y
 * @property {number} nbf seconds UTC
 * @property {number} exp seconds UTC
 * @property {number} [revokedAt] seconds UTC
 * @property {string[]} x5c base64 DER, the key's own first, up to the operator's CA
 */

/**
 * @param {Members} jwk
 * @returns {OfferedKey}
 */
export function offeredKey(jwk) {
  return {
    kid: jwk.text("kid"),
    iss: jwk.text("iss"),
    x: jwk.text("x"),
    y: jwk.text("y"),
    nbf: jwk.integer("nbf"),
    exp: jwk.integer("exp"),
    revokedAt: jwk.has("revokedAt") ? jwk.integer("revokedAt") : undefined,
    x5c: jwk.texts("x5c"),
  };
}

/**
 * Of an owner's keys those that serve now: that began last, by what is published, and were neither
 * revoked nor ended; where none does, all of them.
 *
 * @param {OfferedKey[]} keys
 * @param {number} now seconds UTC
 */
export function serving(keys, now) {
  const begun = keys.filter(
    ({ nbf, exp, revokedAt }) => nbf <= now && now < exp && now < (revokedAt ?? Infinity),
  );
  const last = Math.max(...begun.map((key) => key.nbf));
  return begun.length === 0 ? keys : begun.filter((key) => key.nbf === last);
}

/**
 * The key as a record of a register, once its certificates lead to the CA. It serves while both its
 * certificate and what was published with it say so.
 *
 * @param {OfferedKey} offered
 * @param {Certificate} ca
 * @param {string} owner
 * @param {"MANAGER" | "STORE"} role
 * @returns {Promise<KeyRecord>}
 */
export async function proven(offered, ca, owner, role) {
  if (offered.iss !== owner) {
    throw malformed("iss is not {0}", owner);
  }
  const key = await publicKey(offered.x, offered.y);
  if (offered.kid !== (await thumbprint(key))) {
    throw malformed("kid is not the key's thumbprint");
  }
  const path = await CertificatePath.of(offered.x5c);
  if ((await thumbprint(path.own.publicKey)) !== offered.kid) {
    throw malformed("the certificate is another key's");
  }
  await path.requireIssuedBy(ca, owner);
  return {
    kid: offered.kid,
    owner,
    role,
    key: key.key,
    notBefore: Math.max(path.own.notBefore, offered.nbf),
    notAfter: Math.min(path.own.notAfter, offered.exp),
    revokedAt: offered.revokedAt,
  };
}
