// @ts-check
// What the device tells while it works; the view decides how it looks.

/**
 * A sentence for the holder: a text's key, and what differs.
 *
 * @typedef {object} Sentence
 * @property {string} key
 * @property {unknown[]} values
 */

/**
 * What the device is doing.
 *
 * @typedef {"asking" | "card" | "checking" | "executing" | "telling"} Stage
 */

export class Screen {
  #onStage;
  #onNotice;

  /** Seals that held, in order. @type {Array<{number: number, signer: string}>} */
  seals = [];

  /**
   * @param {(stage: Stage) => void} onStage
   * @param {(sentence: Sentence) => void} onNotice
   */
  constructor(onStage, onNotice) {
    this.#onStage = onStage;
    this.#onNotice = onNotice;
  }

  /** @param {Stage} stage */
  stage(stage) {
    this.#onStage(stage);
  }

  /**
   * @param {string} key of a text
   * @param {...unknown} values
   */
  notice(key, ...values) {
    this.#onNotice({ key, values });
  }

  /** @param {Sentence} sentence */
  say(sentence) {
    this.#onNotice(sentence);
  }

  /**
   * An update that the manager has for the card, before the card sees it.
   *
   * @param {import("./messages.js").ValueUpdate} update
   */
  due(update) {
    if (update.amountMinor === undefined) {
      this.notice(`due.${update.kind}`);
    } else {
      this.notice(`due.${update.kind}`, { minor: update.amountMinor, currency: update.currency });
    }
  }

  /**
   * @param {number} number 1 … 5
   * @param {{message: {iss: string}}} signed whose seal holds
   */
  seal(number, signed) {
    const others = this.seals.filter((seal) => seal.number !== number);
    this.seals = [...others, { number, signer: signed.message.iss }];
  }
}
