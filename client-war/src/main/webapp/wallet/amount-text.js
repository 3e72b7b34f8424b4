// @ts-check
// Amounts as the holder types them, in the currency's decimals.

/** @typedef {import("./currencies.js").Currency} Currency */

export const MINOR_MAX = 0x7fff_ffff;

/**
 * @param {string} text such as 1980 or 12.50
 * @param {Currency} currency
 * @returns {number | undefined} minor units, 1 … 2147483647; undefined if it is no amount
 */
export function minorOf(text, currency) {
  const found = /^([0-9]{1,12})(?:\.([0-9]{1,4}))?$/.exec(text.trim());
  const decimals = found?.[2] ?? "";
  if (found === null || /[1-9]/.test(decimals.slice(currency.digits))) {
    return undefined;
  }
  const kept = decimals.slice(0, currency.digits).padEnd(currency.digits, "0");
  const minor = Number(found[1] + kept);
  return minor >= 1 && minor <= MINOR_MAX ? minor : undefined;
}

/**
 * @param {number} minor
 * @param {Currency} currency
 */
export function typedText(minor, currency) {
  const digits = String(minor).padStart(currency.digits + 1, "0");
  const whole = digits.slice(0, digits.length - currency.digits);
  return currency.digits === 0 ? whole : `${whole}.${digits.slice(-currency.digits)}`;
}
