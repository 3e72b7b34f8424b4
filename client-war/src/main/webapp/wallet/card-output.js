// @ts-check
// The output part of the client device (claim 24): hands a checked command to the card, byte for
// byte, and brings the card's answer back, also when it was lost on the way.
import {
  CardRefusal,
  INITIALIZE,
  LOG_KEPT,
  NoResponse,
  SELECT,
  answerOf,
  execute,
  getAnswer,
  identityOf,
  initializeOf,
  logRecordOf,
  readLog,
  storedAnswerOf,
} from "./apdu.js";
import { decode, encode } from "./base64url.js";
import { DeviceError, ProtocolError } from "./errors.js";
import { ReaderRefusal } from "./reader.js";

const TRIES_MAX = 3;

/**
 * The command of a message 2 or 5 that passed every check. Only the message receiver makes one, and
 * the card output executes nothing else, so no unchecked byte can change a card's value.
 */
export class CheckedCommand {
  /**
   * @param {string} command as it stands in the message: base64url of 64 bytes
   * @param {string} message the compact message that carries it
   */
  constructor(command, message) {
    this.bytes = decode(command);
    this.message = message;
    Object.freeze(this);
  }
}

/** What a card answered to SELECT and INITIALIZE, in one session. */
export class PresentedCard {
  /**
   * @param {string} number 16 digits
   * @param {import("./currencies.js").Currency} currency
   * @param {ReturnType<typeof initializeOf>} initialize
   */
  constructor(number, currency, initialize) {
    this.number = number;
    this.currency = currency;
    this.counter = initialize.counter;
    this.balance = initialize.balance;
    this.state = initialize.state;
    this.data = initialize.data;
  }

  /** The card's proof as the client API takes it. */
  proof() {
    return { cardNumber: this.number, data: encode(this.data) };
  }

  /** For the holder: the last four digits only. */
  get lastFour() {
    return this.number.slice(12);
  }
}

export class CardOutput {
  #reader;

  /** @param {{transmit: (apdu: Uint8Array, message?: string) => Promise<Uint8Array>}} reader */
  constructor(reader) {
    this.#reader = reader;
  }

  /**
   * SELECT and INITIALIZE.
   *
   * @returns {Promise<PresentedCard>}
   */
  async present() {
    try {
      const { number, currency } = identityOf(await this.#reader.transmit(SELECT));
      if (number === undefined || currency === undefined) {
        throw new DeviceError("CARD", "error.blankCard");
      }
      const initialize = initializeOf(await this.#reader.transmit(INITIALIZE));
      return new PresentedCard(number, currency, initialize);
    } catch (failure) {
      throw told(failure, "error.notOurCard");
    }
  }

  /**
   * EXECUTE. If the answer is lost: SELECT, INITIALIZE, GET ANSWER.
   *
   * @param {CheckedCommand} command
   * @param {PresentedCard} card
   * @returns {Promise<Uint8Array | undefined>} 64 bytes; undefined if the card did not execute the
   *     command, which then can never be executed again
   */
  async execute(command, card) {
    if (!(command instanceof CheckedCommand)) {
      throw new TypeError("a command that nobody checked");
    }
    try {
      return answerOf(await this.#reader.transmit(execute(command.bytes), command.message));
    } catch (failure) {
      if (failure instanceof NoResponse) {
        return this.#answerAfterLoss(card, failure);
      }
      throw told(failure, "error.cardRefused");
    }
  }

  /**
   * @param {PresentedCard} before
   * @param {NoResponse} lost
   */
  async #answerAfterLoss(before, lost) {
    const unknown = told(lost, "error.notOurCard");
    let last = unknown;
    for (let i = 0; i < TRIES_MAX; i++) {
      try {
        const now = await this.present();
        if (now.number !== before.number) {
          throw new DeviceError("CARD", "error.anotherCard", before.lastFour);
        }
        return await this.answer(before.counter);
      } catch (failure) {
        // A reader that lets nothing through now may have let EXECUTE through before.
        last = failure instanceof ReaderRefusal ? unknown : failure;
      }
    }
    throw last;
  }

  /**
   * GET ANSWER, in the session of the last present().
   *
   * @param {number} counter that the command consumed
   * @returns {Promise<Uint8Array | undefined>} undefined if the card holds no answer to it
   */
  async answer(counter) {
    try {
      return storedAnswerOf(await this.#reader.transmit(getAnswer(counter)));
    } catch (failure) {
      throw told(failure, "error.noAnswer");
    }
  }

  /**
   * READ LOG, newest first, at most 10.
   *
   * @returns {Promise<import("./apdu.js").LogRecord[]>}
   */
  async log() {
    try {
      const records = [];
      for (let number = 1; number <= LOG_KEPT; number++) {
        const record = logRecordOf(await this.#reader.transmit(readLog(number)));
        if (record === undefined) {
          break;
        }
        records.push(record);
      }
      return records;
    } catch (failure) {
      throw told(failure, "error.noLog");
    }
  }
}

/**
 * @param {unknown} failure
 * @param {string} sentence for what the card itself refuses
 */
function told(failure, sentence) {
  if (failure instanceof NoResponse) {
    return new DeviceError("CARD", "error.noResponse");
  }
  return failure instanceof CardRefusal || failure instanceof ProtocolError
    ? new DeviceError("CARD", sentence, failure instanceof ProtocolError ? failure : failure.message)
    : failure;
}
