// @ts-check
// That a further key of the manager's succeeds one that is believed: the same statement signed by the
// key before and by the operator's CA, or by the CA alone if the key before is compromised.
import { signatureRefused } from "./errors.js";
import { parse, verify } from "./jws.js";
import { thumbprint } from "./keys.js";
import { SUCCESSION } from "./messages.js";

/** @typedef {import("./keys.js").KeyRecord} KeyRecord */
/** @typedef {import("./keys.js").PublicKey} PublicKey */
/** @typedef {{byPredecessor?: string, byAuthority: string}} SuccessionProof */

/**
 * Whose succession it is about: the kid of the next key. It is not yet believed.
 *
 * @param {SuccessionProof} proof
 */
export function successorOf(proof) {
  return parse(proof.byAuthority, SUCCESSION).message.successor;
}

/**
 * Throws unless both signatures show it.
 *
 * @param {SuccessionProof} proof
 * @param {string} managerId
 * @param {(kid: string) => KeyRecord | undefined} believed the manager's keys
 * @param {PublicKey[]} authorities the CA's on the next key's path, which was validated
 */
export async function checkSuccession(proof, managerId, believed, authorities) {
  /** @type {Map<string, KeyRecord>} */
  const register = new Map();
  for (const authority of authorities) {
    const kid = await thumbprint(authority);
    register.set(kid, {
      kid,
      owner: managerId,
      role: "AUTHORITY",
      key: authority.key,
      notBefore: 0,
      notAfter: Infinity,
    });
  }
  const vouched = await verify(proof.byAuthority, SUCCESSION, (kid) => register.get(kid));
  if (believed(vouched.message.predecessor) === undefined) {
    throw signatureRefused("it succeeds a key that is not believed");
  }
  if (vouched.message.reason === "ROTATED") {
    await requireSame(proof, vouched.message, managerId, believed);
  }
}

/**
 * @param {SuccessionProof} proof
 * @param {import("./messages.js").KeySuccession} message
 * @param {string} managerId
 * @param {(kid: string) => KeyRecord | undefined} believed
 */
async function requireSame(proof, message, managerId, believed) {
  if (proof.byPredecessor === undefined) {
    throw signatureRefused("the key before did not sign its succession");
  }
  const said = await verify(proof.byPredecessor, SUCCESSION, believed);
  const same = JSON.stringify(said.message) === JSON.stringify(message);
  if (said.kid !== message.predecessor || !same || message.iss !== managerId) {
    throw signatureRefused("the two signatures are not on the same succession");
  }
}
