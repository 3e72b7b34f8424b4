// @ts-check
// Ends the doubts of a card at its next touch, and tells the holder of each in one sentence.
//
// A payment in which nothing went wrong must not pay for those in which something did: with the card in
// the field it needs one round trip for message 2. So a payment presents the card beforehand only if
// this wallet itself holds something unfinished of it, and otherwise when the manager refuses a command
// for a reason that a presentation helps. Whoever loads or reads the card is not in a queue at a till:
// there the card is presented always, so that what is due reaches it.
import { isOpen } from "./api.js";
import { currencyOf } from "./currencies.js";
import { outcomeSentence } from "./outcome-sentence.js";
import { ServerRefusal } from "./server.js";

/** @typedef {import("./card-output.js").PresentedCard} PresentedCard */
/** @typedef {import("./unfinished.js").Entry} Entry */
/** @typedef {import("./api.js").Result} Result */
/** @typedef {import("./presentation.js").Ended} Ended */

const HELPED = ["counter-in-doubt", "update-due", "key-version", "other-card-pending", "too-many-open"];
const NOT_OFFERED = [404, 405, 501];
const NOT_EXECUTED = "REQUESTED";

/**
 * How a touch ended.
 *
 * @typedef {object} Touched
 * @property {PresentedCard} card in a session whose challenge no command has used
 * @property {Map<string, string>} states of payments and updates, by id
 */

export class Doubts {
  #parts;

  /**
   * @param {object} parts
   * @param {import("./api.js").ClientApi} parts.api
   * @param {import("./card-output.js").CardOutput} parts.output
   * @param {import("./presentation.js").Presentation} parts.presentation
   * @param {import("./unfinished.js").Unfinished} parts.unfinished
   * @param {import("./screen.js").Screen} parts.screen
   */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * Presents the card, and tells what became of its doubts.
   *
   * @param {PresentedCard} first
   * @param {"NEWS" | "ALL"} wish what this wallet left unfinished and this presentation decides; or that,
   *     and how the card's last payment or update ended, whoever began it
   * @returns {Promise<Touched>}
   */
  async settle(first, wish) {
    const mine = await this.#parts.unfinished.of(first);
    const ended = await this.#presented(first);
    /** @type {Set<string>} */
    const told = new Set();
    for (const entry of mine) {
      await this.#tellEntry(entry, first, ended, told);
    }
    for (const result of ended.results.values()) {
      if ((wish === "ALL" || isDecided(result, ended)) && !told.has(result.id)) {
        told.add(result.id);
        await this.#tellResult(result);
      }
    }
    const states = new Map([...ended.results.values()].map((result) => [result.id, result.state]));
    return { card: ended.card, states };
  }

  /**
   * Resolves what the manager refused a command for, if presenting the card may.
   *
   * @param {PresentedCard} card
   * @param {unknown} refusal
   * @returns {Promise<PresentedCard>} in a session whose challenge no command has used
   */
  async resolve(card, refusal) {
    if (!(refusal instanceof ServerRefusal) || !HELPED.includes(refusal.code)) {
      throw refusal;
    }
    return (await this.settle(card, "NEWS")).card;
  }

  /**
   * A manager that offers no presentations leaves the doubts as they are, and what follows too.
   *
   * @param {PresentedCard} card
   * @returns {Promise<Ended>}
   */
  async #presented(card) {
    try {
      return await this.#parts.presentation.present(card);
    } catch (failure) {
      if (failure instanceof ServerRefusal && NOT_OFFERED.includes(failure.status)) {
        return { card, before: new Map(), results: new Map() };
      }
      throw failure;
    }
  }

  /**
   * @param {Entry} entry
   * @param {PresentedCard} first
   * @param {Ended} ended
   * @param {Set<string>} told
   */
  async #tellEntry(entry, first, ended, told) {
    const result = entry.id === undefined ? undefined : ended.results.get(entry.id);
    const state = await this.#state(entry, first, result?.state);
    if (state === undefined) {
      return;
    }
    if (entry.id === undefined || !told.has(entry.id)) {
      const amount = { minor: entry.amountMinor, currency: currencyOf(entry.currency) };
      this.#say(entry.kind, state, amount, result?.store ?? entry.store);
      told.add(entry.id ?? entry.key);
    }
    if (state === NOT_EXECUTED || !isOpen(state)) {
      await this.#parts.unfinished.remove(entry.key);
    }
  }

  /**
   * The state that an unfinished payment or update has for its holder. The manager's word counts where
   * it has decided. Where it has not, the card's own counter tells: a card that has not consumed the
   * counter has not executed the command, and its session having ended, never will.
   *
   * @param {Entry} entry
   * @param {PresentedCard} first
   * @param {string | undefined} manager
   * @returns {Promise<string | undefined>} undefined if nobody knows: it stays unfinished
   */
  async #state(entry, first, manager) {
    if (manager !== undefined && !isOpen(manager)) {
      return manager;
    }
    if (entry.counter === first.counter) {
      return NOT_EXECUTED;
    }
    return manager ?? this.#asked(entry);
  }

  /**
   * Asks for one that is older than what the manager tells at a presentation.
   *
   * @param {Entry} entry
   */
  async #asked(entry) {
    if (entry.id === undefined) {
      // No message 2 for it ever reached this wallet, so the card has no command of it either.
      return NOT_EXECUTED;
    }
    try {
      if (entry.kind === "PAYMENT") {
        return (await this.#parts.api.settlement(entry.id)).state;
      }
      const answer = await this.#parts.output.answer(entry.counter);
      return answer && (await this.#parts.api.updateAnswer(entry.id, entry.counter, answer));
    } catch (failure) {
      if (failure instanceof ServerRefusal) {
        return failure.code === "card-declined" ? "DECLINED" : failure.state;
      }
      throw failure;
    }
  }

  /** @param {Result} result */
  async #tellResult(result) {
    const amount = { minor: result.amountMinor, currency: result.currency };
    this.#say(result.kind, result.state, amount, result.store);
    if (!isOpen(result.state)) {
      await this.#parts.unfinished.remove(result.id);
    }
  }

  /**
   * @param {string} kind
   * @param {string} state
   * @param {{minor: number, currency: import("./currencies.js").Currency}} amount
   * @param {string | undefined} store
   */
  #say(kind, state, amount, store) {
    const sentence = outcomeSentence(kind, state, amount, store);
    if (sentence !== undefined) {
      this.#parts.screen.say(sentence);
    }
  }
}

/**
 * Whether this presentation brought it about.
 *
 * @param {Result} result
 * @param {Ended} ended
 */
function isDecided(result, ended) {
  return ended.before.get(result.id)?.state !== result.state;
}
