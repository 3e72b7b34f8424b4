// @ts-check
// The card's commands (protocol, section 2), each with what it sends and what it reads. Nothing that
// a card says of itself is proven to anybody but the manager.
import { ProtocolError } from "./errors.js";
import { currencyOfNumber } from "./currencies.js";

const OK = 0x9000;
const RECORD_NOT_FOUND = 0x6a83;
const STATES = ["NOT_PERSONALIZED", "ACTIVE", "BLOCKED"];
const OPERATIONS = ["", "DEBIT", "CREDIT", "VOID", "REKEY", "BLOCK", "UNBLOCK", "LIMITS"];
const RESULTS = [
  "DONE",
  "VALUE_INSUFFICIENT",
  "BALANCE_LIMIT",
  "AMOUNT_LIMIT",
  "WRONG_CURRENCY",
  "BLOCKED",
];
const ANSWER_BYTES = 64;

export const COMMAND_BYTES = 64;

/** Records that a card keeps. */
export const LOG_KEPT = 10;

/** The reader or the card gave no response: what became of the command, only the card can tell. */
export class NoResponse extends Error {}

/** The card refused a command by its status word. */
export class CardRefusal extends Error {
  /** @param {number} statusWord */
  constructor(statusWord) {
    super(statusWord.toString(16).toUpperCase().padStart(4, "0"));
  }
}

/** Reads the card's fixed-width, big-endian fields one after the other. */
class Fields {
  #bytes;
  #at = 0;

  /**
   * @param {Uint8Array} bytes
   * @param {number} length
   */
  constructor(bytes, length) {
    if (bytes.length !== length) {
      throw notOurs();
    }
    this.#bytes = bytes;
  }

  oneByte() {
    return this.take(1)[0];
  }

  /** Four bytes of which the first bit is zero. */
  unsigned31() {
    const [a, b, c, d] = this.take(4);
    if (a > 0x7f) {
      throw notOurs();
    }
    return ((a * 256 + b) * 256 + c) * 256 + d;
  }

  /**
   * Packed decimals.
   *
   * @param {number} length bytes
   */
  digits(length) {
    const digits = Array.from(this.take(length), (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (!/^[0-9]+$/.test(digits)) {
      throw notOurs();
    }
    return digits;
  }

  /**
   * One of a list's names.
   *
   * @param {string[]} names
   */
  name(names) {
    const name = names[this.oneByte()];
    if (!name) {
      throw notOurs();
    }
    return name;
  }

  /** @param {number} length */
  take(length) {
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}

function notOurs() {
  return new ProtocolError("card-not-proven", "not a Fiveseal card");
}

/**
 * The data of a command that was done.
 *
 * @param {Uint8Array} response
 */
function done(response) {
  const { data, statusWord } = taken(response);
  if (statusWord !== OK) {
    throw new CardRefusal(statusWord);
  }
  return data;
}

/** @param {Uint8Array} response */
function taken(response) {
  if (response.length < 2) {
    throw new NoResponse("a response without a status word");
  }
  const [high, low] = response.subarray(-2);
  return { data: response.subarray(0, -2), statusWord: high * 256 + low };
}

/** SELECT: chooses the purse by its name and ends any challenge. */
export const SELECT = Uint8Array.of(
  ...[0x00, 0xa4, 0x04, 0x00, 0x09],
  ...[0xf0, 0x46, 0x49, 0x56, 0x45, 0x53, 0x45, 0x41, 0x4c],
  0x00,
);

/**
 * @typedef {object} CardIdentity
 * @property {string} [number] 16 digits; none in a blank card
 * @property {import("./currencies.js").Currency} [currency]
 */

/**
 * @param {Uint8Array} response to SELECT
 * @returns {CardIdentity}
 */
export function identityOf(response) {
  const data = done(response);
  const fields = new Fields(data, 14);
  if (fields.oneByte() !== 1) {
    throw notOurs();
  }
  if (data[13] === 0) {
    if (data.subarray(1).some((byte) => byte !== 0)) {
      throw notOurs();
    }
    return {};
  }
  const number = fields.digits(8);
  const currency = currencyOfNumber(Number(fields.digits(2)));
  fields.oneByte();
  const keyVersion = fields.oneByte();
  fields.name(STATES);
  if (keyVersion === 0 || !hasCheckDigit(number)) {
    throw notOurs();
  }
  return { number, currency };
}

/**
 * Luhn (ISO/IEC 7812-1).
 *
 * @param {string} digits
 */
function hasCheckDigit(digits) {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const weighted = i % 2 === 0 ? Number(digit) : 2 * Number(digit);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
}

/** INITIALIZE: the card's state and a fresh challenge, which serves one EXECUTE. */
export const INITIALIZE = Uint8Array.of(0x80, 0x50, 0x00, 0x00, 0x00);

/**
 * @param {Uint8Array} response to INITIALIZE
 */
export function initializeOf(response) {
  const data = done(response);
  const fields = new Fields(data, 34);
  const counter = fields.unsigned31();
  const balance = fields.unsigned31();
  const keyVersion = fields.oneByte();
  const state = fields.name(STATES);
  if (counter < 1 || keyVersion < 1 || state === STATES[0]) {
    throw notOurs();
  }
  return { counter, balance, state, data: Uint8Array.from(data) };
}

/**
 * EXECUTE: a sealed command; the answer is sealed too.
 *
 * @param {Uint8Array} command 64 bytes
 */
export function execute(command) {
  return Uint8Array.of(0x80, 0x52, 0x00, 0x00, command.length, ...command, 0x00);
}

/**
 * @param {Uint8Array} response to EXECUTE
 */
export function answerOf(response) {
  const answer = done(response);
  if (answer.length !== ANSWER_BYTES) {
    throw new NoResponse("an answer that has not 64 bytes");
  }
  return answer;
}

/**
 * GET ANSWER: the stored answer to the command that consumed a counter.
 *
 * @param {number} counter
 */
export function getAnswer(counter) {
  const bytes = [counter >>> 24, (counter >>> 16) & 0xff, (counter >>> 8) & 0xff, counter & 0xff];
  return Uint8Array.of(0x80, 0x54, 0x00, 0x00, 0x04, ...bytes, 0x00);
}

/**
 * @param {Uint8Array} response to GET ANSWER
 * @returns {Uint8Array | undefined} undefined if the card keeps none for it
 */
export function storedAnswerOf(response) {
  return taken(response).statusWord === RECORD_NOT_FOUND ? undefined : answerOf(response);
}

/**
 * READ LOG.
 *
 * @param {number} number from 1, the newest
 */
export function readLog(number) {
  return Uint8Array.of(0x80, 0xb2, number, 0x04, 0x00);
}

/**
 * A record of the card's log, for its holder's eyes: it carries no MAC and proves nothing.
 *
 * @typedef {object} LogRecord
 * @property {number} counter
 * @property {string} operation
 * @property {string} result
 * @property {number} amount as in the command
 * @property {number} balanceAfter minor units
 */

/**
 * @param {Uint8Array} response to READ LOG
 * @returns {LogRecord | undefined} undefined if there is none any more
 */
export function logRecordOf(response) {
  if (taken(response).statusWord === RECORD_NOT_FOUND) {
    return undefined;
  }
  const fields = new Fields(done(response), 30);
  return {
    counter: fields.unsigned31(),
    operation: fields.name(OPERATIONS),
    result: fields.name(RESULTS),
    amount: fields.unsigned31(),
    balanceAfter: fields.unsigned31(),
  };
}

/**
 * What a card declined for, from the number or name that the manager tells.
 *
 * @param {string} result
 */
export function resultName(result) {
  return RESULTS[/^[0-5]$/.test(result) ? Number(result) : RESULTS.indexOf(result)] ?? "";
}
