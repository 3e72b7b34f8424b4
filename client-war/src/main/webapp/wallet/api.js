// @ts-check
// The client API's requests. What they answer is believed by nobody before it is checked.
import { encode } from "./base64url.js";
import { currencyOf } from "./currencies.js";
import { DeviceError, ProtocolError, malformed } from "./errors.js";
import { bodyOf } from "./json.js";
import { isUuid } from "./messages.js";
import { offeredKey } from "./offered-keys.js";
import { ServerRefusal } from "./server.js";

/** @typedef {import("./card-output.js").PresentedCard} PresentedCard */
/** @typedef {import("./json.js").Members} Members */

const REQUESTED = "REQUESTED";
const OPEN = [REQUESTED, "ISSUED", "IN_DOUBT"];

/**
 * Whether a card's answer is awaited, of settlements and updates.
 *
 * @param {string} state
 */
export function isOpen(state) {
  return OPEN.includes(state);
}

/**
 * What became of a payment or update of the card.
 *
 * @typedef {object} Result
 * @property {string} id
 * @property {string} kind
 * @property {string} state
 * @property {number} amountMinor 0 where the kind has no amount
 * @property {import("./currencies.js").Currency} currency
 * @property {string} [store] its name, for a PAYMENT or REFUND
 */

export class ClientApi {
  #server;

  /** @param {import("./server.js").ServerConnection} server */
  constructor(server) {
    this.#server = server;
  }

  ofManager() {
    return this.#keys("keys");
  }

  /** @param {string} storeId */
  async ofStore(storeId) {
    try {
      return await this.#keys(`keys?store=${encodeURIComponent(storeId)}`);
    } catch (failure) {
      if (failure instanceof ServerRefusal && failure.code === "not-found") {
        return [];
      }
      throw failure;
    }
  }

  async successions() {
    return read(await this.#server.get("keys/successions"), (set) =>
      set.objects("successions").map((each) => ({
        byPredecessor: each.optionalText("byPredecessor"),
        byAuthority: each.text("byAuthority"),
      })),
    );
  }

  /** @param {string} path */
  async #keys(path) {
    return read(await this.#server.get(path), (set) => set.objects("keys").map(offeredKey));
  }

  /**
   * @param {string} settlementId
   * @returns {Promise<{request?: string, state: string}>} message 1 is absent once it is final
   */
  async settlement(settlementId) {
    return read(await this.#server.get(`settlements/${settlementId}`), (answer) => ({
      request: answer.optionalText("request"),
      state: answer.text("state"),
    }));
  }

  /**
   * Message 2 for a settlement that the manager has.
   *
   * @param {string} settlementId
   * @param {PresentedCard} card
   */
  information(settlementId, card) {
    return this.#server.post(`settlements/${settlementId}/card`, { initialize: card.proof() });
  }

  /**
   * Message 2 for a message 1 that this device relays unchanged (claims 3 and 19).
   *
   * @param {string} message1
   * @param {PresentedCard} card
   */
  informationFor(message1, card) {
    return this.#server.post("settlements", { request: message1, initialize: card.proof() });
  }

  /**
   * @param {string} settlementId
   * @param {number} counter
   * @param {Uint8Array} answer
   * @returns {Promise<{state: string, completion?: string}>} message 3 is absent if it ended otherwise
   */
  async paymentAnswer(settlementId, counter, answer) {
    const body = { counter, answer: encode(answer) };
    return read(await this.#server.post(`settlements/${settlementId}/card-answer`, body), (result) => ({
      state: result.text("state"),
      completion: result.optionalText("completion"),
    }));
  }

  /**
   * Message 4, or undefined when it is not there after the wait.
   *
   * @param {string} settlementId
   * @param {number} waitSeconds 0 … 30
   */
  async receipt(settlementId, waitSeconds) {
    try {
      return await this.#server.get(`settlements/${settlementId}/receipt?wait=${waitSeconds}`);
    } catch (failure) {
      if (failure instanceof ServerRefusal && failure.code === "not-receipted") {
        return undefined;
      }
      throw failure;
    }
  }

  /**
   * Message 5 for a new load, or for the same load and card again.
   *
   * @param {import("./load.js").LoadOrder} order
   * @param {PresentedCard} card
   */
  load(order, card) {
    return this.#server.post("value-updates", {
      updateId: order.updateId,
      kind: "LOAD",
      amount: order.amount.minor,
      currency: order.amount.currency.code,
      funding: { voucher: order.voucher },
      cardNumber: card.number,
      initialize: card.proof(),
    });
  }

  /**
   * @param {string} updateId
   * @param {number} counter
   * @param {Uint8Array} answer
   * @returns {Promise<string>} the update's state now
   */
  async updateAnswer(updateId, counter, answer) {
    const body = { counter, answer: encode(answer) };
    return read(await this.#server.post(`value-updates/${updateId}/card-answer`, body), (result) =>
      result.text("state"),
    );
  }

  /**
   * What the manager wants of a card that is there.
   *
   * @param {PresentedCard} card
   * @param {Map<number, Uint8Array>} answers by counter
   * @returns {Promise<{wanted: number[], update?: string, results: Result[]}>}
   */
  async present(card, answers) {
    const answered = [...answers].map(([counter, answer]) => ({ counter, answer: encode(answer) }));
    const body = { initialize: card.proof(), ...(answered.length > 0 ? { answers: answered } : {}) };
    return read(await this.#server.post("presentations", body), (wish) => ({
      wanted: wish.integers("wanted"),
      update: wish.optionalText("update"),
      results: wish.objects("results").map(result),
    }));
  }
}

/**
 * @param {Members} members
 * @returns {Result}
 */
function result(members) {
  const id = members.text("id");
  if (!isUuid(id)) {
    throw malformed("{0} is not a UUID in lower case", "id");
  }
  return {
    id,
    kind: members.text("kind"),
    state: members.text("state"),
    amountMinor: members.integer("amount"),
    currency: currencyOf(members.text("currency")),
    store: members.optionalText("store"),
  };
}

/**
 * @template T
 * @param {string} body
 * @param {(members: Members) => T} reader
 * @returns {T}
 */
function read(body, reader) {
  try {
    return reader(bodyOf(body));
  } catch (failure) {
    throw failure instanceof ProtocolError
      ? new DeviceError("SERVER", "error.notTheApi", failure)
      : failure;
  }
}
