// @ts-check
// A store's link to a payment, <client base>/#settlement=<id>, or its signed request itself.
import { isUuid } from "./messages.js";

const FRAGMENT = "#settlement=";

/**
 * @param {string} text what the holder pasted
 * @returns {{settlementId: string} | {request: string} | undefined}
 */
export function payLink(text) {
  const trimmed = text.trim();
  if (/^eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/.test(trimmed)) {
    return { request: trimmed };
  }
  const at = trimmed.indexOf(FRAGMENT);
  const id = at < 0 ? trimmed : trimmed.slice(at + FRAGMENT.length);
  return isUuid(id) ? { settlementId: id } : undefined;
}
