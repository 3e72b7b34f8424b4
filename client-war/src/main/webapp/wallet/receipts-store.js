// @ts-check
// The messages of the holder's payments, in this browser: with them, anyone can check them again.
import { read, readAll, write } from "./database.js";

const STORE = "payments";

/**
 * A payment's messages as compact strings.
 *
 * @typedef {object} PaymentRecord
 * @property {string} settlementId
 * @property {string} request message 1, kept before the card sees a command
 * @property {string} information message 2 whose command the card was given
 * @property {number} [counter] that the last command for it consumes, if the card executes it
 * @property {string} [completion] message 3, once it is there and holds
 * @property {string} [receipt] message 4, once it is there and holds
 * @property {number} [paidAt] seconds UTC, message 3's
 * @property {number} [amountMinor] once it is paid
 * @property {string} [currency]
 * @property {string} [store] that was paid
 * @property {string} [description]
 * @property {import("./offered-keys.js").OfferedKey[]} [keys] the manager's and the store's, as they were
 *     published
 */

export class ReceiptsStore {
  /**
   * @param {string} settlementId
   * @returns {Promise<PaymentRecord | undefined>}
   */
  get(settlementId) {
    return read(STORE, settlementId);
  }

  /**
   * Those that were paid, newest first.
   *
   * @returns {Promise<PaymentRecord[]>}
   */
  async paid() {
    /** @type {PaymentRecord[]} */
    const all = await readAll(STORE);
    return all
      .filter((record) => record.completion !== undefined)
      .sort((one, other) => (other.paidAt ?? 0) - (one.paidAt ?? 0));
  }

  /** @param {PaymentRecord} record */
  write(record) {
    return write(STORE, record.settlementId, record);
  }
}

/**
 * What was paid in the month of that time, by currency, in minor units.
 *
 * @param {PaymentRecord[]} paid
 * @param {Date} now
 * @returns {Map<string, number>}
 */
export function monthTotals(paid, now) {
  const totals = new Map();
  for (const { paidAt, currency, amountMinor } of paid) {
    const day = new Date((paidAt ?? 0) * 1000);
    if (day.getFullYear() === now.getFullYear() && day.getMonth() === now.getMonth()) {
      totals.set(currency, (totals.get(currency) ?? 0) + (amountMinor ?? 0));
    }
  }
  return totals;
}
