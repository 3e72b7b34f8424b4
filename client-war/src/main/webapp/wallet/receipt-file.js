// @ts-check
// Payments as a file: messages 2, 3 and 4 (message 3 holds message 2, which holds message 1) and the
// keys that verify them, so that anyone can check them without any server.
import { hex, sha256 } from "./base64url.js";
import { CertificatePath, certificateOf } from "./certificates.js";
import { Checks } from "./checks.js";
import { ProtocolError, malformed } from "./errors.js";
import { objectOf } from "./json.js";
import { parse } from "./jws.js";
import { COMPLETION, INFORMATION } from "./messages.js";
import { offeredKey, proven } from "./offered-keys.js";

/** @typedef {import("./offered-keys.js").OfferedKey} OfferedKey */
/** @typedef {import("./keys.js").KeyRecord} KeyRecord */

const FORMAT = "fiveseal-receipts";
const VERSION = 1;

/**
 * A payment in a file.
 *
 * @typedef {object} FiledPayment
 * @property {string} completion message 3
 * @property {string} [receipt] message 4
 * @property {OfferedKey[]} keys
 */

/**
 * @param {FiledPayment[]} payments
 * @returns {string} the file's text
 */
export function fileOf(payments) {
  const content = { format: FORMAT, version: VERSION, payments: payments.map(filed) };
  return JSON.stringify(content, null, 1);
}

/** @param {FiledPayment} payment */
function filed({ completion, receipt, keys }) {
  return { completion, receipt, keys };
}

/**
 * @param {string} text of a file
 * @returns {FiledPayment[]}
 */
export function paymentsOf(text) {
  const file = objectOf(text.trim());
  if (file.text("format") !== FORMAT || file.integer("version") !== VERSION) {
    throw malformed("not a file of receipts");
  }
  const payments = file.objects("payments").map((payment) => {
    const read = {
      completion: payment.text("completion"),
      receipt: payment.optionalText("receipt"),
      keys: payment.objects("keys").map(offeredKey),
    };
    payment.end();
    return read;
  });
  file.end();
  if (payments.length === 0) {
    throw malformed("not a file of receipts");
  }
  return payments;
}

/** Keys that came with a receipt: believed as far as they lead to one CA, which the reader compares. */
class FiledKeys {
  #keys;
  #ca;
  #managerId;
  /** @type {Map<string, KeyRecord>} */ #believed = new Map();

  /**
   * @param {OfferedKey[]} keys
   * @param {import("./certificates.js").Certificate} ca
   * @param {string} managerId
   */
  constructor(keys, ca, managerId) {
    this.#keys = keys;
    this.#ca = ca;
    this.#managerId = managerId;
  }

  async managerId() {
    return this.#managerId;
  }

  /** @param {string} storeId */
  async learnStore(storeId) {
    if (storeId === this.#managerId) {
      throw malformed("the manager is no store");
    }
    await this.learn(storeId, "STORE");
  }

  /**
   * @param {string} owner
   * @param {"MANAGER" | "STORE"} role
   */
  async learn(owner, role) {
    for (const key of this.#keys.filter((each) => each.iss === owner)) {
      try {
        const record = await proven(key, this.#ca, owner, role);
        this.#believed.set(record.kid, record);
      } catch (failure) {
        // Of another CA: whatever it signed is by an unknown key.
        if (!(failure instanceof ProtocolError)) {
          throw failure;
        }
      }
    }
  }

  /** @param {string} kid */
  byKid(kid) {
    return this.#believed.get(kid);
  }
}

/**
 * Verifies a filed payment, every seal of it; throws with the one true reason.
 *
 * @param {FiledPayment} payment
 * @param {() => number} nowSeconds
 */
export async function verifyPayment(payment, nowSeconds) {
  const read = parse(payment.completion, COMPLETION);
  const managerId = read.message.iss;
  const managersKey = payment.keys.find((key) => key.kid === read.kid);
  if (managersKey === undefined) {
    throw malformed("the manager's key is missing");
  }
  const ca = (await CertificatePath.of(managersKey.x5c)).last;
  const keys = new FiledKeys(payment.keys, ca, managerId);
  await keys.learn(managerId, "MANAGER");
  const checks = new Checks(keys, nowSeconds);
  const information = parse(read.message.settlementInformation, INFORMATION);
  const request = await checks.request(information.message.request);
  const { settlementId } = information.message;
  const completion = await checks.completion(payment.completion, settlementId, request);
  const receipt =
    payment.receipt === undefined
      ? undefined
      : await checks.receipt(payment.receipt, completion, request);
  return { request, information, completion, receipt, managerId, fingerprint: await fingerprint(ca.der) };
}

/**
 * SHA-256 of a certificate, as operators publish it: hex in groups of four.
 *
 * @param {Uint8Array} der
 */
export async function fingerprint(der) {
  return (hex(await sha256(der)).toUpperCase().match(/.{4}/g) ?? []).join(" ");
}

/** @param {string} base64Der */
export async function fingerprintOf(base64Der) {
  return fingerprint((await certificateOf(base64Der)).der);
}
