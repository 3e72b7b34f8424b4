// @ts-check
// What the holder reads, in English and Japanese. Every text stands in both; what differs stands in
// {0}, {1} …
import { ProtocolError, filled } from "./errors.js";
import { REASONS_JA } from "./reasons-ja.js";
import { EN } from "./text-en.js";
import { JA } from "./text-ja.js";

/** @typedef {"en" | "ja"} Language */

const CHOICE = "fiveseal-language";

/** @type {Record<Language, Record<string, string>>} */
const TEXTS = { en: EN, ja: JA };

/** @type {Language} */
let language = chosen();

/** @returns {Language} */
function chosen() {
  const wish = globalThis.localStorage?.getItem(CHOICE) ?? navigator.language;
  return wish.startsWith("ja") ? "ja" : "en";
}

/** The language that is shown. */
export function currentLanguage() {
  return language;
}

/** @param {Language} wish */
export function speak(wish) {
  language = wish;
  globalThis.localStorage?.setItem(CHOICE, wish);
}

/**
 * A text in the holder's language.
 *
 * @param {string} key
 * @param {...unknown} values texts, numbers, amounts, refusals, or further texts as {key} with what
 *     is shown where there is none
 */
export function t(key, ...values) {
  const template = TEXTS[language][key];
  return template === undefined ? key : filled(template, values.map(shown));
}

/** @param {string} key */
export function hasText(key) {
  return TEXTS[language][key] !== undefined;
}

/**
 * @param {unknown} value
 * @returns {string}
 */
function shown(value) {
  if (value instanceof ProtocolError) {
    return reason(value);
  }
  if (typeof value === "object" && value !== null) {
    const text = /** @type {any} */ (value);
    if (text.minor !== undefined) {
      return money(text);
    }
    return hasText(text.key) ? t(text.key) : printable(text.otherwise ?? text.key);
  }
  return printable(String(value));
}

/**
 * Why a message or answer is refused.
 *
 * @param {ProtocolError} refusal
 */
export function reason(refusal) {
  const template = language === "ja" ? (REASONS_JA[refusal.reason] ?? refusal.reason) : refusal.reason;
  return filled(template, refusal.values.map((value) => printable(String(value))));
}

/**
 * An amount in its currency's own form.
 *
 * @param {{minor: number, currency: import("./currencies.js").Currency}} amount
 */
export function money({ minor, currency }) {
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency: currency.code,
    minimumFractionDigits: currency.digits,
    maximumFractionDigits: currency.digits,
  }).format(minor / 10 ** currency.digits);
}

/** @param {number} seconds UTC */
export function time(seconds) {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(seconds * 1000),
  );
}

/** @param {number} seconds UTC */
export function clockTime(seconds) {
  return new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(new Date(seconds * 1000));
}

/** @param {Date} date */
export function month(date) {
  return new Intl.DateTimeFormat(language, { year: "numeric", month: "long" }).format(date);
}

/**
 * Without what turns the reading direction or hides.
 *
 * @param {string} text
 */
export function printable(text) {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "?");
}
