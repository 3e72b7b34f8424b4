// @ts-check
// The signed messages' payloads (protocol, section 1): read wholly, nothing missing, nothing
// unknown, all of it acceptable.
import { decode } from "./base64url.js";
import { currencyOf } from "./currencies.js";
import { malformed, refused } from "./errors.js";

/** @typedef {import("./json.js").Members} Members */
/** @typedef {import("./currencies.js").Currency} Currency */

const AMOUNT_MAX = 0x7fff_ffff;
const LINES_MAX = 100;
const TEXT_MAX = 200;
const LIFE_SECONDS_MAX = 24 * 60 * 60;
const CLIENT = "client";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const CERTIFICATES_MAX = 10;

/** @param {string} text */
export function isUuid(text) {
  return UUID.test(text);
}

/** @param {string} id of a store's making, or a store's own */
export function isStoreId(id) {
  return /^[A-Za-z0-9._-]{1,64}$/.test(id);
}

/**
 * @typedef {object} Amount
 * @property {number} minor minor units, 1 … 2147483647
 * @property {Currency} currency
 */

/**
 * @param {Amount} one
 * @param {Amount} other
 */
export function sameAmount(one, other) {
  return one.minor === other.minor && one.currency.code === other.currency.code;
}

/**
 * @param {Members} members
 * @param {string} name
 */
function id(members, name) {
  const value = members.text(name);
  if (!isStoreId(value)) {
    throw malformed("{0} is no id of 1 … 64 letters, digits, dots, underscores and hyphens", name);
  }
  return value;
}

/**
 * @param {Members} members
 * @param {string} name
 */
function uuid(members, name) {
  const value = members.text(name);
  if (!isUuid(value)) {
    throw malformed("{0} is not a UUID in lower case", name);
  }
  return value;
}

/**
 * A text for people.
 *
 * @param {Members} members
 * @param {string} name
 */
function text(members, name) {
  const value = members.text(name);
  const length = [...value].length;
  if (length < 1 || length > TEXT_MAX) {
    throw malformed("{0} has not 1 … 200 characters", name);
  }
  if (/\p{Cc}/u.test(value)) {
    throw malformed("{0} has a control character", name);
  }
  return value;
}

/** @param {number} minor */
function requireInRange(minor) {
  if (minor < 1 || minor > AMOUNT_MAX) {
    throw refused("an amount outside 1 … 2147483647");
  }
  return minor;
}

/**
 * @param {Members} members
 * @returns {Amount}
 */
function amount(members) {
  const minor = members.integer("amount");
  const currency = currencyOf(members.text("currency"));
  return { minor: requireInRange(minor), currency };
}

/**
 * @param {Array<{amountMinor: number}>} lines
 * @param {Amount} total
 */
function requireLines(lines, total) {
  if (lines.length < 1 || lines.length > LINES_MAX) {
    throw refused("not 1 … 100 lines");
  }
  if (lines.reduce((sum, line) => sum + line.amountMinor, 0) !== total.minor) {
    throw refused("the lines do not add up to the amount");
  }
}

/**
 * @param {number} iat
 * @param {number} exp
 */
function requireLifetime(iat, exp) {
  if (exp <= iat || exp - iat > LIFE_SECONDS_MAX) {
    throw refused("exp is not later than iat by at most 24 hours");
  }
}

/** @param {Members} members */
function audienceIsClient(members) {
  if (members.text("aud") !== CLIENT) {
    throw refused("aud is not client");
  }
}

/**
 * @param {Members} members
 * @returns base64url of the 64 bytes of EXECUTE, opaque to all but the card
 */
function command(members) {
  const value = members.text("command");
  if (decode(value).length !== 64) {
    throw malformed("command has not 64 bytes");
  }
  return value;
}

/**
 * @param {Members} members
 * @param {string} name
 */
function thumbprint(members, name) {
  const kid = members.text(name);
  if (decode(kid).length !== 32) {
    throw malformed("{0} is no SHA-256 thumbprint", name);
  }
  return kid;
}

/**
 * A line of message 1.
 *
 * @param {Members} members
 */
function requestLine(members) {
  const line = {
    store: id(members, "store"),
    amountMinor: requireInRange(members.integer("amount")),
    description: text(members, "description"),
    orderRef: id(members, "orderRef"),
  };
  members.end();
  return line;
}

/**
 * A line of message 4.
 *
 * @param {Members} members
 */
function receiptLine(members) {
  const line = {
    store: id(members, "store"),
    amountMinor: requireInRange(members.integer("amount")),
    receiptNumber: id(members, "receiptNumber"),
  };
  members.end();
  return line;
}

/**
 * Message 1: a store asks for a settlement (claims 1 to 3).
 *
 * @param {Members} members
 */
function settlementRequest(members) {
  const message = {
    iss: id(members, "iss"),
    aud: members.text("aud"),
    requestId: id(members, "requestId"),
    amount: amount(members),
    description: text(members, "description"),
    lines: members.objects("lines").map(requestLine),
    iat: members.integer("iat"),
    exp: members.integer("exp"),
  };
  requireLines(message.lines, message.amount);
  requireLifetime(message.iat, message.exp);
  return message;
}

/**
 * Message 2: the command for the card, with the request and its signature (claim 4).
 *
 * @param {Members} members
 */
function settlementInformation(members) {
  audienceIsClient(members);
  const message = {
    iss: id(members, "iss"),
    settlementId: uuid(members, "settlementId"),
    request: members.text("request"),
    command: command(members),
    iat: members.integer("iat"),
    exp: members.integer("exp"),
  };
  requireLifetime(message.iat, message.exp);
  return message;
}

/**
 * Message 3: the card was debited (claim 5).
 *
 * @param {Members} members
 */
function settlementCompletion(members) {
  if (members.text("result") !== "DEBITED") {
    throw refused("result is not DEBITED");
  }
  const message = {
    iss: id(members, "iss"),
    aud: id(members, "aud"),
    settlementId: uuid(members, "settlementId"),
    requestId: id(members, "requestId"),
    settlementInformation: members.text("settlementInformation"),
    amount: amount(members),
    iat: members.integer("iat"),
  };
  if (members.has("auditHead")) {
    const head = members.object("auditHead");
    head.integer("size");
    decode(head.text("root"));
    head.end();
  }
  return message;
}

/**
 * Message 4: the store has received the completion (claim 6).
 *
 * @param {Members} members
 */
function settlementReceipt(members) {
  const audience = members.texts("aud");
  if (audience.length !== 2 || audience[1] !== CLIENT) {
    throw refused("aud is not the manager and client, in this order");
  }
  const message = {
    iss: id(members, "iss"),
    managerId: audience[0],
    settlementId: uuid(members, "settlementId"),
    requestId: id(members, "requestId"),
    completion: members.text("completion"),
    receiptNumber: id(members, "receiptNumber"),
    amount: amount(members),
    lines: members.objects("lines").map(receiptLine),
    iat: members.integer("iat"),
  };
  if (decode(message.completion).length !== 32) {
    throw malformed("completion has not 32 bytes");
  }
  requireLines(message.lines, message.amount);
  return message;
}

const KINDS = ["LOAD", "REFUND", "VOID", "LIMITS", "REKEY", "BLOCK", "UNBLOCK"];

/**
 * Message 5: the manager changes what the card holds (claims 8 and 9).
 *
 * @param {Members} members
 */
function valueUpdate(members) {
  audienceIsClient(members);
  const message = {
    iss: id(members, "iss"),
    updateId: uuid(members, "updateId"),
    kind: members.text("kind"),
    amountMinor: members.has("amount") ? requireInRange(members.integer("amount")) : undefined,
    currency: currencyOf(members.text("currency")),
    command: command(members),
    settlementId: members.has("settlementId") ? uuid(members, "settlementId") : undefined,
    iat: members.integer("iat"),
    exp: members.integer("exp"),
  };
  if (!KINDS.includes(message.kind)) {
    throw malformed("unknown kind");
  }
  requireLifetime(message.iat, message.exp);
  if ((message.amountMinor !== undefined) !== (message.kind === "LOAD" || message.kind === "REFUND")) {
    throw malformed("amount belongs to LOAD and REFUND, and to no other kind");
  }
  if ((message.settlementId !== undefined) !== (message.kind === "REFUND")) {
    throw malformed("settlementId belongs to REFUND, and to no other kind");
  }
  return message;
}

/**
 * The manager's next signing key.
 *
 * @param {Members} members
 */
function keySuccession(members) {
  const message = {
    iss: id(members, "iss"),
    predecessor: thumbprint(members, "predecessor"),
    successor: thumbprint(members, "successor"),
    x5c: members.texts("x5c"),
    reason: members.text("reason"),
    from: members.integer("from"),
    iat: members.integer("iat"),
  };
  if (message.reason !== "ROTATED" && message.reason !== "COMPROMISED") {
    throw malformed("unknown reason");
  }
  if (message.x5c.length < 1 || message.x5c.length > CERTIFICATES_MAX) {
    throw malformed("x5c has not 1 … 10 certificates");
  }
  if (message.predecessor === message.successor) {
    throw refused("a key does not succeed itself");
  }
  return message;
}

/**
 * A signed format: its typ, whose keys may sign it, and its payload.
 *
 * @template T
 * @typedef {object} MessageType
 * @property {string} typ
 * @property {string[]} signers roles
 * @property {(members: Members) => T} read
 */

/** @typedef {ReturnType<typeof settlementRequest>} SettlementRequest */
/** @typedef {ReturnType<typeof settlementInformation>} SettlementInformation */
/** @typedef {ReturnType<typeof settlementCompletion>} SettlementCompletion */
/** @typedef {ReturnType<typeof settlementReceipt>} SettlementReceipt */
/** @typedef {ReturnType<typeof valueUpdate>} ValueUpdate */
/** @typedef {ReturnType<typeof keySuccession>} KeySuccession */

/** @type {MessageType<SettlementRequest>} */
export const REQUEST = { typ: "fiveseal-settlement-request", signers: ["STORE"], read: settlementRequest };

/** @type {MessageType<SettlementInformation>} */
export const INFORMATION = {
  typ: "fiveseal-settlement-information",
  signers: ["MANAGER"],
  read: settlementInformation,
};

/** @type {MessageType<SettlementCompletion>} */
export const COMPLETION = {
  typ: "fiveseal-settlement-completion",
  signers: ["MANAGER"],
  read: settlementCompletion,
};

/** @type {MessageType<SettlementReceipt>} */
export const RECEIPT = { typ: "fiveseal-settlement-receipt", signers: ["STORE"], read: settlementReceipt };

/** @type {MessageType<ValueUpdate>} */
export const UPDATE = { typ: "fiveseal-value-update", signers: ["MANAGER"], read: valueUpdate };

/** @type {MessageType<KeySuccession>} */
export const SUCCESSION = {
  typ: "fiveseal-key-succession",
  signers: ["MANAGER", "AUTHORITY"],
  read: keySuccession,
};
