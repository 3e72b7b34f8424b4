// @ts-check
// Presents a card to the manager until it wants nothing more of it: the answers that it misses go
// first, then one message 5 after the other, each checked and shown before the card sees it. Nothing of
// this is asked of the holder: an update that is due never takes value from the card, and a doubt that
// is left open helps nobody.
import { DeviceError } from "./errors.js";
import { cardDigest } from "./unfinished.js";

/** @typedef {import("./card-output.js").PresentedCard} PresentedCard */
/** @typedef {import("./api.js").Result} Result */
/** @typedef {import("./messages.js").ValueUpdate} ValueUpdate */

const ROUNDS_MAX = 40;
const ANSWERS_MAX = 16;

/**
 * How a presentation ended.
 *
 * @typedef {object} Ended
 * @property {PresentedCard} card in a session whose challenge no command has used
 * @property {Map<string, Result>} before what the manager told before it had anything of this
 *     presentation: known already to whoever was there
 * @property {Map<string, Result>} results the last word about each payment or update, by its id
 */

export class Presentation {
  #parts;

  /**
   * @param {object} parts
   * @param {import("./api.js").ClientApi} parts.api
   * @param {import("./message-receiver.js").MessageReceiver} parts.receiver
   * @param {import("./card-output.js").CardOutput} parts.output
   * @param {import("./unfinished.js").Unfinished} parts.unfinished
   * @param {import("./screen.js").Screen} parts.screen
   */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {PresentedCard} first
   * @returns {Promise<Ended>}
   */
  async present(first) {
    const { api, output } = this.#parts;
    let card = first;
    /** @type {Map<number, Uint8Array>} */
    let answers = new Map();
    /** @type {Map<string, Result> | undefined} */
    let before;
    /** @type {Map<string, Result>} */
    const results = new Map();
    /** @type {Set<number>} */
    const given = new Set();
    /** @type {Set<string>} */
    const done = new Set();
    for (let i = 0; i < ROUNDS_MAX; i++) {
      const wish = await api.present(card, answers);
      wish.results.forEach((result) => results.set(result.id, result));
      before ??= new Map(results);
      answers = await this.#answers(wish.wanted, given);
      [...answers.keys()].forEach((counter) => given.add(counter));
      if (answers.size === 0 && wish.update !== undefined) {
        answers = await this.#execute(wish.update, card, done);
        card = await output.present();
      } else if (answers.size === 0) {
        if (wish.wanted.length > 0) {
          throw new DeviceError("CARD", "error.answersGone");
        }
        return { card, before, results };
      }
    }
    throw new DeviceError("SERVER", "error.noEnd");
  }

  /**
   * The wanted answers that the card keeps and that were not given yet. GET ANSWER ends no session: the
   * challenge still serves what comes next.
   *
   * @param {number[]} wanted
   * @param {Set<number>} given
   */
  async #answers(wanted, given) {
    /** @type {Map<number, Uint8Array>} */
    const answers = new Map();
    for (const counter of wanted.slice(0, ANSWERS_MAX)) {
      const answer = given.has(counter) ? undefined : await this.#parts.output.answer(counter);
      if (answer !== undefined) {
        answers.set(counter, answer);
      }
    }
    return answers;
  }

  /**
   * @param {string} message5
   * @param {PresentedCard} card
   * @param {Set<string>} done
   */
  async #execute(message5, card, done) {
    const { receiver, output, screen } = this.#parts;
    const { message, command } = await receiver.due(message5, card, done);
    const update = message.message;
    screen.due(update);
    screen.seal(5, message);
    await this.#begin(update, card);
    const answer = await output.execute(command, card);
    /** @type {Map<number, Uint8Array>} */
    const answers = new Map();
    if (answer !== undefined) {
      done.add(update.updateId);
      answers.set(card.counter, answer);
    }
    return answers;
  }

  /**
   * @param {ValueUpdate} update
   * @param {PresentedCard} card
   */
  async #begin(update, card) {
    if (update.amountMinor !== undefined) {
      await this.#parts.unfinished.write({
        key: update.updateId,
        kind: update.kind,
        id: update.updateId,
        card: await cardDigest(card),
        counter: card.counter,
        amountMinor: update.amountMinor,
        currency: update.currency.code,
      });
    }
  }
}
