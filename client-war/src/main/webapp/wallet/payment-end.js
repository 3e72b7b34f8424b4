// @ts-check
// The end of a payment, now or in a later run: the card's answer goes to the manager, message 3 comes
// back, message 4 is waited for; what holds is kept and shown.
import { isOpen } from "./api.js";
import { DeviceError, ProtocolError } from "./errors.js";
import { told } from "./declined.js";
import { ServerRefusal } from "./server.js";

/** @typedef {import("./card-output.js").PresentedCard} PresentedCard */
/** @typedef {import("./messages.js").SettlementRequest} SettlementRequest */
/** @typedef {import("./messages.js").SettlementCompletion} SettlementCompletion */
/** @typedef {import("./messages.js").SettlementReceipt} SettlementReceipt */

/**
 * @template T
 * @typedef {import("./jws.js").Signed<T>} Signed
 */

const WAIT_SECONDS_MAX = 30;
const PAID = ["COMPLETED", "RECEIPTED"];

/**
 * A payment that is made: message 3 holds.
 *
 * @typedef {object} Paid
 * @property {string} settlementId
 * @property {Signed<SettlementRequest>} [request] undefined: it was not paid with this wallet
 * @property {Signed<SettlementCompletion>} [completion]
 * @property {string} [receipt] message 4 as it was kept
 */

export class PaymentEnd {
  #device;

  /** @param {import("./device.js").Device} device */
  constructor(device) {
    this.#device = device;
  }

  /**
   * Brings the card's answer to the manager.
   *
   * @param {string} settlementId
   * @param {number} counter
   * @param {Uint8Array} answer
   */
  async returnAnswer(settlementId, counter, answer) {
    try {
      return await this.#device.api.paymentAnswer(settlementId, counter, answer);
    } catch (failure) {
      throw told(failure, "error.declinedPayment");
    }
  }

  /**
   * Brings the manager an answer that was lost on its way in an earlier run.
   *
   * @param {string} settlementId
   * @param {PresentedCard} card
   * @returns {Promise<{state: string, completion?: string} | undefined>} undefined if the card answered
   *     something else, or nothing, at the counter that the payment had here; of one begun on another
   *     device, at its last
   */
  async returnEarlierAnswer(settlementId, card) {
    const record = await this.#device.receipts.get(settlementId);
    const counter = record?.counter ?? card.counter - 1;
    if (counter < 1 || counter >= card.counter) {
      return undefined;
    }
    const answer = await this.#device.output.answer(counter);
    if (answer === undefined) {
      return undefined;
    }
    try {
      const answered = await this.#device.api.paymentAnswer(settlementId, counter, answer);
      return isOpen(answered.state) ? undefined : answered;
    } catch (failure) {
      if (!(failure instanceof ServerRefusal)) {
        throw failure;
      }
      if (failure.code === "card-declined" || failure.code === "settlement-ended") {
        throw told(failure, "error.declinedPayment");
      }
      // The answer was to another command; the manager has changed nothing.
      return undefined;
    }
  }

  /**
   * Checks message 3, if the payment ended with one.
   *
   * @param {string} settlementId
   * @param {Signed<SettlementRequest>} request
   * @param {{state: string, completion?: string}} answered
   * @returns {Promise<Paid>}
   */
  async settled(settlementId, request, answered) {
    if (answered.completion === undefined) {
      throw new DeviceError("SERVER", "error.endedWithout", { key: `state.${answered.state}` });
    }
    const completion = await this.#completion(answered.completion, settlementId, request);
    await this.#keep(settlementId, request, completion);
    return { settlementId, request, completion };
  }

  /**
   * A settlement that takes no command any more: what is kept of it is checked again.
   *
   * @param {string} settlementId
   * @param {string} state
   * @returns {Promise<Paid>}
   */
  async ended(settlementId, state) {
    if (!PAID.includes(state)) {
      throw new DeviceError("SERVER", "error.takesNoPayment", { key: `state.${state}` });
    }
    const record = await this.#device.receipts.get(settlementId);
    if (record === undefined) {
      return { settlementId };
    }
    return record.completion === undefined
      ? this.#endedUntold(settlementId, record.request)
      : this.checkedAgain(settlementId);
  }

  /**
   * Paid, but message 3 has never reached this wallet: the card's answer brings it once more.
   *
   * @param {string} settlementId
   * @param {string} message1
   * @returns {Promise<Paid>}
   */
  async #endedUntold(settlementId, message1) {
    const request = await this.#kept(this.#device.checks.request(message1));
    this.#device.screen.stage("card");
    const card = await this.#device.output.present();
    const answered = await this.returnEarlierAnswer(settlementId, card);
    return answered === undefined ? { settlementId } : this.settled(settlementId, request, answered);
  }

  /**
   * What is kept of a payment, every seal of it verified again.
   *
   * @param {string} settlementId of a payment that was made with this wallet
   * @returns {Promise<Required<Pick<Paid, "settlementId" | "request" | "completion">> & Paid>}
   */
  async checkedAgain(settlementId) {
    const { checks, receipts } = this.#device;
    const record = await receipts.get(settlementId);
    if (record?.completion === undefined) {
      throw new DeviceError("FAILED", "error.noSuchPayment");
    }
    const request = await this.#kept(checks.request(record.request));
    const completion = await this.#completion(record.completion, settlementId, request);
    return { settlementId, request, completion, receipt: record.receipt };
  }

  /**
   * @template T
   * @param {Promise<T>} checked
   * @returns {Promise<T>}
   */
  async #kept(checked) {
    try {
      return await checked;
    } catch (failure) {
      throw failure instanceof ProtocolError
        ? new DeviceError("REFUSED", "error.keptInvalid", failure)
        : failure;
    }
  }

  /**
   * @param {string} message3
   * @param {string} settlementId
   * @param {Signed<SettlementRequest>} request
   */
  async #completion(message3, settlementId, request) {
    try {
      const completion = await this.#device.checks.completion(message3, settlementId, request);
      this.#device.screen.seal(3, completion);
      return completion;
    } catch (failure) {
      throw failure instanceof ProtocolError
        ? new DeviceError("REFUSED", "error.completionInvalid", failure)
        : failure;
    }
  }

  /**
   * @param {string} settlementId
   * @param {Signed<SettlementRequest>} request
   * @param {Signed<SettlementCompletion>} completion
   */
  async #keep(settlementId, request, completion) {
    const { amount, iss, description } = request.message;
    await this.#device.receipts.write({
      settlementId,
      request: request.compact,
      information: completion.message.settlementInformation,
      completion: completion.compact,
      paidAt: completion.message.iat,
      amountMinor: amount.minor,
      currency: amount.currency.code,
      store: iss,
      description,
      keys: await this.#device.publishedKeys(iss),
    });
  }

  /**
   * Message 4, waited for, checked and kept.
   *
   * @param {Required<Pick<Paid, "settlementId" | "request" | "completion">> & Paid} paid
   * @param {number} waitSeconds
   * @returns {Promise<Signed<SettlementReceipt> | undefined>} undefined if it is not there yet
   */
  async receipt(paid, waitSeconds) {
    const message4 = paid.receipt ?? (await this.#awaitReceipt(paid.settlementId, waitSeconds));
    if (message4 === undefined) {
      return undefined;
    }
    try {
      const receipt = await this.#device.checks.receipt(message4, paid.completion, paid.request);
      this.#device.screen.seal(4, receipt);
      await this.#keepReceipt(paid.settlementId, receipt);
      return receipt;
    } catch (failure) {
      throw failure instanceof ProtocolError
        ? new DeviceError("RECEIPT_INVALID", "error.receiptInvalid", failure)
        : failure;
    }
  }

  /**
   * @param {string} settlementId
   * @param {Signed<SettlementReceipt>} receipt
   */
  async #keepReceipt(settlementId, receipt) {
    const record = await this.#device.receipts.get(settlementId);
    if (record !== undefined && record.receipt === undefined) {
      const keys = await this.#device.publishedKeys(receipt.message.iss);
      await this.#device.receipts.write({ ...record, receipt: receipt.compact, keys });
    }
  }

  /**
   * @param {string} settlementId
   * @param {number} waitSeconds
   */
  async #awaitReceipt(settlementId, waitSeconds) {
    let left = waitSeconds;
    let message4;
    do {
      const wait = Math.min(left, WAIT_SECONDS_MAX);
      message4 = await this.#device.api.receipt(settlementId, wait);
      left -= wait;
    } while (message4 === undefined && left > 0);
    return message4;
  }
}
