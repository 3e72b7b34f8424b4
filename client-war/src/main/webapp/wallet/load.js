// @ts-check
// A top-up as the client device makes it (claims 8 and 9): message 5 is asked for, checked, its command
// executed, the card's answer returned. The same order may be run again at any point.
import { isOpen } from "./api.js";
import { told } from "./declined.js";
import { DeviceError } from "./errors.js";
import { ReaderRefusal } from "./reader.js";
import { ServerRefusal } from "./server.js";
import { cardDigest } from "./unfinished.js";

/** @typedef {import("./card-output.js").PresentedCard} PresentedCard */

const COMMANDS_MAX = 3;

/**
 * What the holder asks for.
 *
 * @typedef {object} LoadOrder
 * @property {string} updateId a UUID of this wallet's making; the same one resumes the same load
 * @property {boolean} resumed an earlier run has used the id
 * @property {import("./messages.js").Amount} amount
 * @property {string} voucher its code
 */

export class Load {
  #device;

  /** @param {import("./device.js").Device} device */
  constructor(device) {
    this.#device = device;
  }

  /**
   * Loads, once the holder has agreed to the amount.
   *
   * @param {LoadOrder} order
   */
  async load(order) {
    const { screen, output, doubts, unfinished } = this.#device;
    screen.stage("card");
    const { card, states } = await doubts.settle(await output.present(), "NEWS");
    const settled = states.get(order.updateId);
    if (settled !== undefined && !isOpen(settled)) {
      return ended(settled);
    }
    const earlier = await this.#returnEarlierAnswer(order, card);
    if (earlier !== undefined) {
      await unfinished.remove(order.updateId);
      return ended(earlier);
    }
    return this.#execute(order, card);
  }

  /**
   * @param {LoadOrder} order
   * @param {PresentedCard} first
   */
  async #execute(order, first) {
    const { screen, output } = this.#device;
    let card = first;
    for (let i = 0; i < COMMANDS_MAX; i++) {
      screen.stage("checking");
      const step = await this.#receive(order, card);
      screen.seal(5, step.received.message);
      screen.stage("executing");
      const answer = await this.#executed(order, step.received.command, step.card);
      if (answer !== undefined) {
        screen.stage("telling");
        return ended(await this.#returnAnswer(order, step.card.counter, answer));
      }
      screen.notice("notice.takenAway");
      card = await output.present();
    }
    throw new DeviceError("CARD", "error.takenAwayNotLoaded");
  }

  /**
   * @param {LoadOrder} order
   * @param {import("./card-output.js").CheckedCommand} command
   * @param {PresentedCard} card
   */
  async #executed(order, command, card) {
    try {
      return await this.#device.output.execute(command, card);
    } catch (failure) {
      if (failure instanceof ReaderRefusal) {
        // The card has seen nothing: nothing is left to tell at the next touch.
        await this.#device.unfinished.remove(order.updateId);
      }
      throw failure;
    }
  }

  /**
   * @param {LoadOrder} order
   * @param {PresentedCard} card
   */
  async #receive(order, card) {
    try {
      return { received: await this.#message5(order, card), card };
    } catch (failure) {
      if (!(failure instanceof ServerRefusal)) {
        throw failure;
      }
      const resolved = await this.#device.doubts.resolve(card, failure);
      return { received: await this.#message5(order, resolved), card: resolved };
    }
  }

  /**
   * Only without any answer may there be a message 5; otherwise the holder is told the end now.
   *
   * @param {LoadOrder} order
   * @param {PresentedCard} card
   */
  async #message5(order, card) {
    await this.#device.unfinished.write({
      key: order.updateId,
      kind: "LOAD",
      id: order.updateId,
      card: await cardDigest(card),
      counter: card.counter,
      amountMinor: order.amount.minor,
      currency: order.amount.currency.code,
    });
    try {
      return await this.#device.receiver.load(order, card);
    } catch (failure) {
      if (failure instanceof DeviceError && failure.outcome !== "UNREACHABLE") {
        await this.#device.unfinished.remove(order.updateId);
      }
      throw failure;
    }
  }

  /**
   * An answer that was lost between card and manager in an earlier run with this update id.
   *
   * @param {LoadOrder} order
   * @param {PresentedCard} card
   */
  async #returnEarlierAnswer(order, card) {
    const counter = card.counter - 1;
    const answer =
      order.resumed && counter >= 1 ? await this.#device.output.answer(counter) : undefined;
    if (answer === undefined) {
      return undefined;
    }
    try {
      const state = await this.#device.api.updateAnswer(order.updateId, counter, answer);
      return isOpen(state) ? undefined : state;
    } catch (failure) {
      if (!(failure instanceof ServerRefusal)) {
        throw failure;
      }
      if (failure.code === "card-declined" || failure.code === "update-ended") {
        throw told(failure, "error.declinedLoad");
      }
      // The answer was to another command; the manager has changed nothing.
      return undefined;
    }
  }

  /**
   * @param {LoadOrder} order
   * @param {number} counter
   * @param {Uint8Array} answer
   */
  async #returnAnswer(order, counter, answer) {
    try {
      const state = await this.#device.api.updateAnswer(order.updateId, counter, answer);
      if (!isOpen(state)) {
        await this.#device.unfinished.remove(order.updateId);
      }
      return state;
    } catch (failure) {
      if (failure instanceof ServerRefusal && failure.code === "card-declined") {
        await this.#device.unfinished.remove(order.updateId);
      }
      throw told(failure, "error.declinedLoad");
    }
  }
}

/** @param {string} state */
function ended(state) {
  if (state !== "DONE") {
    throw new DeviceError("SERVER", "error.loadEnded", { key: `state.${state}` });
  }
}
