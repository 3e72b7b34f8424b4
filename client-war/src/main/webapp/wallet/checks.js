// @ts-check
// The client device's duties (claims 4, 6 and 9). Each check throws with the one true reason; what it
// gives may be relied on.
import { encode } from "./base64url.js";
import { refused, require } from "./errors.js";
import { parse, verify } from "./jws.js";
import { COMPLETION, INFORMATION, RECEIPT, REQUEST, UPDATE, sameAmount } from "./messages.js";

/** @typedef {import("./keys.js").KeyRecord} KeyRecord */
/** @typedef {import("./messages.js").SettlementRequest} SettlementRequest */
/** @typedef {import("./messages.js").SettlementInformation} SettlementInformation */
/** @typedef {import("./messages.js").SettlementCompletion} SettlementCompletion */
/** @typedef {import("./messages.js").SettlementReceipt} SettlementReceipt */
/** @typedef {import("./messages.js").ValueUpdate} ValueUpdate */

/**
 * @template T
 * @typedef {import("./jws.js").Signed<T>} Signed
 */

/**
 * The keys that are believed: the wallet's pins, or those of a receipt's file.
 *
 * @typedef {object} BelievedKeys
 * @property {() => Promise<string>} managerId
 * @property {(storeId: string, kid: string) => Promise<void>} learnStore
 * @property {(kid: string) => KeyRecord | undefined} byKid
 */

const CARD_MAX = 0x7fff_ffff;
const CLOCK_SKEW_SECONDS_MAX = 60;

export class Checks {
  #keys;
  #nowSeconds;
  #register;

  /**
   * @param {BelievedKeys} keys
   * @param {() => number} nowSeconds this device's own clock, seconds UTC
   */
  constructor(keys, nowSeconds) {
    this.#keys = keys;
    this.#nowSeconds = nowSeconds;
    this.#register = (/** @type {string} */ kid) => keys.byKid(kid);
  }

  /**
   * Message 1, before it is shown to the holder: its store's signature, for our manager.
   *
   * @param {string} message1
   * @returns {Promise<Signed<SettlementRequest>>}
   */
  async request(message1) {
    await this.#learnSigner(parse(message1, REQUEST));
    const request = await verify(message1, REQUEST, this.#register);
    const managerId = await this.#keys.managerId();
    if (request.message.aud !== managerId) {
      throw refused("aud is not {0}", managerId);
    }
    return request;
  }

  /**
   * Message 2, before the card sees anything of it.
   *
   * @param {string} message2
   * @param {string | undefined} settlementId that was asked for; none if message 1 was relayed
   * @param {Signed<SettlementRequest>} shown message 1 as the holder was shown it
   * @returns {Promise<Signed<SettlementInformation>>}
   */
  async information(message2, settlementId, shown) {
    const information = await verify(message2, INFORMATION, this.#register);
    this.#requireTimely(information.message);
    await this.#requireSameSettlement(information.message, settlementId, shown);
    return information;
  }

  /**
   * Message 3: this payment, and a message 2 of this payment inside it.
   *
   * @param {string} message3
   * @param {string} settlementId
   * @param {Signed<SettlementRequest>} shown
   * @returns {Promise<Signed<SettlementCompletion>>}
   */
  async completion(message3, settlementId, shown) {
    const signed = await verify(message3, COMPLETION, this.#register);
    const completion = signed.message;
    const request = shown.message;
    require(completion.settlementId === settlementId, "it is for another settlement");
    require(completion.requestId === request.requestId, "it is for another request");
    require(completion.aud === request.iss, "it is for another store");
    require(sameAmount(completion.amount, request.amount), "it tells another amount");
    const inside = completion.settlementInformation;
    const information = await verify(inside, INFORMATION, this.#register);
    await this.#requireSameSettlement(information.message, settlementId, shown);
    return signed;
  }

  /**
   * Message 4, before it is shown: the store's word for exactly this completion.
   *
   * @param {string} message4
   * @param {Signed<SettlementCompletion>} completion
   * @param {Signed<SettlementRequest>} shown
   * @returns {Promise<Signed<SettlementReceipt>>}
   */
  async receipt(message4, completion, shown) {
    const read = parse(message4, RECEIPT);
    const request = shown.message;
    if (read.message.iss === request.iss) {
      await this.#learnSigner(read);
    }
    const signed = await verify(message4, RECEIPT, this.#register);
    const receipt = signed.message;
    const { settlementId } = completion.message;
    const managerId = await this.#keys.managerId();
    const digest = encode(await completion.digest());
    require(receipt.iss === request.iss, "it is another store's");
    require(receipt.managerId === managerId, "it is for another manager");
    require(receipt.settlementId === settlementId, "it is for another settlement");
    require(receipt.requestId === request.requestId, "it is for another request");
    require(receipt.completion === digest, "it is for another completion");
    require(sameAmount(receipt.amount, request.amount), "it tells another amount");
    require(sameLines(receipt.lines, request.lines), "it tells other stores or amounts");
    return signed;
  }

  /**
   * Message 5 for a load that this device asked for, before the card sees anything of it.
   *
   * @param {string} message5
   * @param {{updateId: string, amount: import("./messages.js").Amount}} order
   * @returns {Promise<Signed<ValueUpdate>>}
   */
  async load(message5, order) {
    const signed = await this.#sealed(message5);
    const update = signed.message;
    const { minor, currency } = order.amount;
    require(update.updateId === order.updateId, "it is another update");
    require(update.kind === "LOAD", "it is no LOAD");
    require(update.amountMinor === minor, "it tells another amount");
    require(update.currency.code === currency.code, "it tells another currency");
    return signed;
  }

  /**
   * Message 5 that the manager has due for a card, before the card sees anything of it. Nobody asked
   * for it, so what it may be is narrow: it never takes value, it is in the card's own currency, and
   * what it gives fits into a card. Kind and amount are still to be shown.
   *
   * @param {string} message5
   * @param {{currency: {code: string}, balance: number}} card
   * @param {Set<string>} done the updates that the card has answered in this presentation
   * @returns {Promise<Signed<ValueUpdate>>}
   */
  async due(message5, card, done) {
    const signed = await this.#sealed(message5);
    const update = signed.message;
    require(update.currency.code === card.currency.code, "it is in another currency than the card");
    require(card.balance + (update.amountMinor ?? 0) <= CARD_MAX, "it gives more than a card can hold");
    require(!done.has(update.updateId), "the card has taken this update already");
    return signed;
  }

  /** @param {string} message5 */
  async #sealed(message5) {
    await this.#keys.managerId();
    const signed = await verify(message5, UPDATE, this.#register);
    this.#requireTimely(signed.message);
    return signed;
  }

  /** @param {Signed<{iss: string}>} byAStore */
  #learnSigner(byAStore) {
    return this.#keys.learnStore(byAStore.message.iss, byAStore.kid);
  }

  /**
   * Times are looked at once, by this device's clock; it may be the one that is wrong.
   *
   * @param {{iat: number, exp: number}} message
   */
  #requireTimely({ iat, exp }) {
    const now = this.#nowSeconds();
    const clock = new Date(now * 1000).toISOString().replace(/\.\d+/, "");
    if (iat > now + CLOCK_SKEW_SECONDS_MAX) {
      throw refused("iat lies in the future, as this device's clock shows {0}", clock);
    }
    if (now > exp + CLOCK_SKEW_SECONDS_MAX) {
      throw refused("exp has passed, as this device's clock shows {0}", clock);
    }
  }

  /**
   * @param {SettlementInformation} information
   * @param {string | undefined} settlementId
   * @param {Signed<SettlementRequest>} shown
   */
  async #requireSameSettlement(information, settlementId, shown) {
    const asked = settlementId === undefined || information.settlementId === settlementId;
    require(asked, "it is for another settlement");
    require(
      shown.isSameMessageAs(information.request),
      "it is for another request than the one that was shown",
    );
    // The bytes are those shown, the signature beside them may be another one.
    await verify(information.request, REQUEST, this.#register);
  }
}

/**
 * @param {SettlementReceipt["lines"]} receipt
 * @param {SettlementRequest["lines"]} request
 */
function sameLines(receipt, request) {
  return (
    receipt.length === request.length &&
    receipt.every(
      (line, i) => line.store === request[i].store && line.amountMinor === request[i].amountMinor,
    )
  );
}
