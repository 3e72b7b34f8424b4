// @ts-check
// What can be wrong. A sentence is named by its English text, with {0}, {1} … for what differs.

/**
 * A message or answer that the protocol refuses, with the one true reason.
 */
export class ProtocolError extends Error {
  /**
   * @param {"message-malformed" | "signature-refused" | "message-refused" | "card-not-proven"} code
   * @param {string} reason a sentence's template, in English
   * @param {Array<string | number>} values of its places
   */
  constructor(code, reason, values = []) {
    super(filled(reason, values));
    this.name = "ProtocolError";
    this.code = code;
    this.reason = reason;
    this.values = values;
  }
}

/**
 * @param {string} template
 * @param {Array<string | number>} values
 */
export function filled(template, values) {
  return template.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)] ?? ""));
}

/**
 * @param {string} reason
 * @param {...(string | number)} values
 */
export function malformed(reason, ...values) {
  return new ProtocolError("message-malformed", reason, values);
}

/**
 * @param {string} reason
 * @param {...(string | number)} values
 */
export function refused(reason, ...values) {
  return new ProtocolError("message-refused", reason, values);
}

/**
 * @param {string} reason
 * @param {...(string | number)} values
 */
export function signatureRefused(reason, ...values) {
  return new ProtocolError("signature-refused", reason, values);
}

/**
 * @param {boolean} held
 * @param {string} otherwise the reason of the refusal
 */
export function require(held, otherwise) {
  if (!held) {
    throw refused(otherwise);
  }
}

/**
 * How an act of the device ended, as the Java client device's exit codes call it.
 *
 * @typedef {"FAILED" | "REFUSED" | "CARD" | "SERVER" | "UNREACHABLE" | "RECEIPT_INVALID" | "KEY_CHANGED"} Outcome
 */

/**
 * An end that the holder is told in one sentence: what is wrong, and what to do.
 */
export class DeviceError extends Error {
  /**
   * @param {Outcome} outcome
   * @param {string} sentence the key of a text
   * @param {Array<unknown>} values of the text's places; a ProtocolError is told by its reason
   */
  constructor(outcome, sentence, ...values) {
    super(`${outcome}: ${sentence} ${values.map(String).join(", ")}`);
    this.name = "DeviceError";
    this.outcome = outcome;
    this.sentence = sentence;
    this.values = values;
  }
}
