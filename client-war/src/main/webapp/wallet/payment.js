// @ts-check
// A payment as the client device makes it (claims 1 to 6): message 1 is shown, message 2 checked, its
// command executed, the card's answer returned. It may be run again at any point: what happened once
// does not happen twice.
import { isOpen } from "./api.js";
import { DeviceError, ProtocolError } from "./errors.js";
import { ReaderRefusal } from "./reader.js";
import { ServerRefusal } from "./server.js";
import { cardDigest } from "./unfinished.js";

/** @typedef {import("./card-output.js").PresentedCard} PresentedCard */
/** @typedef {import("./messages.js").SettlementRequest} SettlementRequest */

/**
 * @template T
 * @typedef {import("./jws.js").Signed<T>} Signed
 */

const COMMANDS_MAX = 3;

/**
 * A payment that the holder was shown.
 *
 * @typedef {object} Shown
 * @property {string | undefined} settlementId undefined: message 1 is relayed by this device
 * @property {Signed<SettlementRequest>} request
 * @property {boolean} wasIssued whether a command for a card has left the manager
 */

/** @typedef {import("./payment-end.js").Paid} Paid */

export class Payment {
  #device;
  #end;

  /**
   * @param {import("./device.js").Device} device
   * @param {import("./payment-end.js").PaymentEnd} end
   */
  constructor(device, end) {
    this.#device = device;
    this.#end = end;
  }

  /**
   * What a store has asked for, checked, to be shown to the holder; or how it has ended.
   *
   * @param {string} settlementId
   * @returns {Promise<{shown: Shown} | {ended: string}>}
   */
  async ask(settlementId) {
    this.#device.screen.stage("asking");
    const { request, state } = await this.#device.api.settlement(settlementId);
    if (request === undefined || !isOpen(state)) {
      return { ended: state };
    }
    return {
      shown: { settlementId, request: await this.#show(request), wasIssued: state !== "REQUESTED" },
    };
  }

  /**
   * A message 1 that this device relays as the store made it (claims 3 and 19).
   *
   * @param {string} message1
   * @returns {Promise<Shown>}
   */
  async relay(message1) {
    this.#device.screen.stage("asking");
    return { settlementId: undefined, request: await this.#show(message1), wasIssued: false };
  }

  /** @param {string} message1 */
  async #show(message1) {
    try {
      const request = await this.#device.checks.request(message1);
      this.#device.screen.seal(1, request);
      return request;
    } catch (failure) {
      throw failure instanceof ProtocolError
        ? new DeviceError("REFUSED", "error.requestRefused", failure)
        : failure;
    }
  }

  /**
   * Pays, once the holder has agreed to what was shown.
   *
   * @param {Shown} shown
   * @returns {Promise<Paid>}
   */
  async pay(shown) {
    const { screen, output, unfinished } = this.#device;
    const { settlementId, request } = shown;
    screen.stage("card");
    let card = await output.present();
    let wasIssued = shown.wasIssued;
    if ((await unfinished.of(card)).length > 0) {
      card = (await this.#device.doubts.settle(card, "NEWS")).card;
      const now = settlementId === undefined ? undefined : await this.#device.api.settlement(settlementId);
      if (settlementId !== undefined && now !== undefined && !isOpen(now.state)) {
        return this.#end.ended(settlementId, now.state);
      }
      wasIssued = now !== undefined && now.state !== "REQUESTED";
    }
    if (settlementId !== undefined && wasIssued) {
      const earlier = await this.#end.returnEarlierAnswer(settlementId, card);
      if (earlier !== undefined) {
        await unfinished.remove(settlementId);
        return this.#end.settled(settlementId, request, earlier);
      }
    }
    return this.#execute(shown, card);
  }

  /**
   * @param {Shown} shown
   * @param {PresentedCard} first
   * @returns {Promise<Paid>}
   */
  async #execute(shown, first) {
    const { screen, output, receipts } = this.#device;
    const { request } = shown;
    const key = shown.settlementId ?? `request-${request.message.requestId}`;
    let id = shown.settlementId;
    let card = first;
    for (let i = 0; i < COMMANDS_MAX; i++) {
      screen.stage("checking");
      const step = await this.#receive(key, id, request, card);
      screen.seal(2, step.received.message);
      const settlementId = step.received.message.message.settlementId;
      const { counter } = step.card;
      id = settlementId;
      await this.#begin(key, id, request, step.card);
      await receipts.write({
        settlementId,
        request: request.compact,
        information: step.received.message.compact,
        counter,
      });
      screen.stage("executing");
      const answer = await this.#executed(key, step.received.command, step.card);
      if (answer !== undefined) {
        screen.stage("telling");
        const answered = await this.#returnAnswer(key, settlementId, counter, answer);
        return this.#end.settled(settlementId, request, answered);
      }
      screen.notice("notice.takenAway");
      card = await output.present();
    }
    throw new DeviceError("CARD", "error.takenAwayNotPaid");
  }

  /**
   * @param {string} key
   * @param {import("./card-output.js").CheckedCommand} command
   * @param {PresentedCard} card
   */
  async #executed(key, command, card) {
    try {
      return await this.#device.output.execute(command, card);
    } catch (failure) {
      if (failure instanceof ReaderRefusal) {
        // The card has seen nothing: nothing is left to tell at the next touch.
        await this.#device.unfinished.remove(key);
      }
      throw failure;
    }
  }

  /**
   * @param {string} key
   * @param {string} settlementId
   * @param {number} counter
   * @param {Uint8Array} answer
   */
  async #returnAnswer(key, settlementId, counter, answer) {
    try {
      const answered = await this.#end.returnAnswer(settlementId, counter, answer);
      if (!isOpen(answered.state)) {
        await this.#device.unfinished.remove(key);
      }
      return answered;
    } catch (failure) {
      if (failure instanceof DeviceError && failure.outcome === "CARD") {
        // It declined: nothing is left to tell at the next touch.
        await this.#device.unfinished.remove(key);
      }
      throw failure;
    }
  }

  /**
   * @param {string} key
   * @param {string | undefined} id
   * @param {Signed<SettlementRequest>} request
   * @param {PresentedCard} card
   */
  async #receive(key, id, request, card) {
    try {
      return { received: await this.#information(key, id, request, card), card };
    } catch (failure) {
      if (!(failure instanceof ServerRefusal)) {
        throw failure;
      }
      const resolved = await this.#device.doubts.resolve(card, failure);
      return { received: await this.#information(key, id, request, resolved), card: resolved };
    }
  }

  /**
   * Only without any answer may there be a message 2; otherwise the holder is told the end now.
   *
   * @param {string} key
   * @param {string | undefined} id
   * @param {Signed<SettlementRequest>} request
   * @param {PresentedCard} card
   */
  async #information(key, id, request, card) {
    await this.#begin(key, id, request, card);
    try {
      return await this.#device.receiver.information(id, request, card);
    } catch (failure) {
      if (failure instanceof DeviceError && failure.outcome !== "UNREACHABLE") {
        await this.#device.unfinished.remove(key);
      }
      throw failure;
    }
  }

  /**
   * @param {string} key
   * @param {string | undefined} id
   * @param {Signed<SettlementRequest>} request
   * @param {PresentedCard} card
   */
  async #begin(key, id, { message }, card) {
    await this.#device.unfinished.write({
      key,
      kind: "PAYMENT",
      id,
      card: await cardDigest(card),
      counter: card.counter,
      amountMinor: message.amount.minor,
      currency: message.amount.currency.code,
      store: message.iss,
    });
  }
}
