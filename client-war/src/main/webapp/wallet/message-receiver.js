// @ts-check
// The receiving part of the client device (claim 24): takes messages 2 and 5 and lets their commands
// pass only after every check.
import { CheckedCommand } from "./card-output.js";
import { DeviceError, ProtocolError } from "./errors.js";

/** @typedef {import("./card-output.js").PresentedCard} PresentedCard */
/** @typedef {import("./messages.js").SettlementRequest} SettlementRequest */
/** @typedef {import("./messages.js").SettlementInformation} SettlementInformation */
/** @typedef {import("./messages.js").ValueUpdate} ValueUpdate */

/**
 * @template T
 * @typedef {import("./jws.js").Signed<T>} Signed
 */

/**
 * A message that passed, and its command.
 *
 * @template T
 * @typedef {{message: Signed<T>, command: CheckedCommand}} Received
 */

export class MessageReceiver {
  #api;
  #checks;
  #seen;

  /**
   * @param {import("./api.js").ClientApi} api
   * @param {import("./checks.js").Checks} checks
   * @param {import("./seen-commands.js").SeenCommands} seen
   */
  constructor(api, checks, seen) {
    this.#api = api;
    this.#checks = checks;
    this.#seen = seen;
  }

  /**
   * Message 2.
   *
   * @param {string | undefined} settlementId undefined: message 1 is relayed by this device
   * @param {Signed<SettlementRequest>} shown
   * @param {PresentedCard} card
   * @returns {Promise<Received<SettlementInformation>>}
   */
  async information(settlementId, shown, card) {
    const message2 =
      settlementId === undefined
        ? await this.#api.informationFor(shown.compact, card)
        : await this.#api.information(settlementId, card);
    return this.#received(2, card, this.#checks.information(message2, settlementId, shown));
  }

  /**
   * Message 5 for a load.
   *
   * @param {import("./load.js").LoadOrder} order
   * @param {PresentedCard} card
   * @returns {Promise<Received<ValueUpdate>>}
   */
  async load(order, card) {
    const message5 = await this.#api.load(order, card);
    return this.#received(5, card, this.#checks.load(message5, order));
  }

  /**
   * Message 5 that came with a presentation; whoever calls shows it to the holder first.
   *
   * @param {string} message5
   * @param {PresentedCard} card
   * @param {Set<string>} done the updates that the card has answered in this presentation
   * @returns {Promise<Received<ValueUpdate>>}
   */
  due(message5, card, done) {
    return this.#received(5, card, this.#checks.due(message5, card, done));
  }

  /**
   * @template {{command: string}} T
   * @param {2 | 5} number
   * @param {PresentedCard} card
   * @param {Promise<Signed<T>>} checked
   * @returns {Promise<Received<T>>}
   */
  async #received(number, card, checked) {
    try {
      const message = await checked;
      const { command } = message.message;
      await this.#seen.requireFresh(command, card);
      return { message, command: new CheckedCommand(command, message.compact) };
    } catch (failure) {
      throw failure instanceof ProtocolError
        ? new DeviceError("REFUSED", "error.messageRefused", number, failure)
        : failure;
    }
  }
}
