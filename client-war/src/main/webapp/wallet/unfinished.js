// @ts-check
// What this wallet began with a card and has not told the holder the end of. An entry is written
// before the manager is asked for a command and removed when the end was told, so whatever tears the
// run, the next one knows that there is something to tell.
import { encode, sha256 } from "./base64url.js";
import { read, readAll, remove, write } from "./database.js";

const STORE = "unfinished";

/**
 * One payment or value update.
 *
 * @typedef {object} Entry
 * @property {string} key the id, or "request-" and the requestId of a relayed message 1
 * @property {string} kind PAYMENT, LOAD or REFUND
 * @property {string} [id] of the settlement or value update, once it is known
 * @property {string} card the digest of the card's number, which itself is kept nowhere
 * @property {number} counter that the command consumes, if the card executes it
 * @property {number} amountMinor
 * @property {string} currency
 * @property {string} [store] as message 1 names it, for a PAYMENT
 */

/** @param {{number: string}} card */
export async function cardDigest(card) {
  return encode(await sha256(`fiveseal-card:${card.number}`));
}

export class Unfinished {
  /** @returns {Promise<Entry[]>} */
  all() {
    return readAll(STORE);
  }

  /**
   * @param {{number: string}} card
   * @returns {Promise<Entry[]>}
   */
  async of(card) {
    const digest = await cardDigest(card);
    return (await this.all()).filter((entry) => entry.card === digest);
  }

  /**
   * @param {string} key
   * @returns {Promise<Entry | undefined>}
   */
  get(key) {
    return read(STORE, key);
  }

  /** @param {Entry} entry */
  write(entry) {
    return write(STORE, entry.key, entry);
  }

  /** @param {string} key */
  remove(key) {
    return remove(STORE, key);
  }
}
