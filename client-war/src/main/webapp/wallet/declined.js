// @ts-check
// What the holder is told when the card declined: what for, what did not happen, and what to do.
import { resultName } from "./apdu.js";
import { DeviceError } from "./errors.js";
import { ServerRefusal } from "./server.js";

/**
 * @param {unknown} failure
 * @param {string} sentence for a declining card; whatever else it is stays as it is
 */
export function told(failure, sentence) {
  if (!(failure instanceof ServerRefusal) || failure.code !== "card-declined") {
    return failure;
  }
  const reason = resultName(failure.result ?? "");
  return new DeviceError("CARD", sentence, { key: `declined.${reason === "" ? "UNKNOWN" : reason}` });
}
