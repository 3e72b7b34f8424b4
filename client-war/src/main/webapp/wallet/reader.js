// @ts-check
// Card readers behind HTTP: the simulator's, or those of the agent on the holder's own machine. An
// APDU is sent once: what became of one without a response, only the card can tell.
import { NoResponse } from "./apdu.js";
import { bytesOfHex, hex } from "./base64url.js";
import { DeviceError, ProtocolError } from "./errors.js";
import { bodyOf } from "./json.js";

const RESPONSE_MILLIS_MAX = 30_000;

/** After these only the card can tell what became of a command. */
const UNCERTAIN = ["no-card", "card-torn", "reader-failed"];

/** The reader's side did not let a command through: the card has seen nothing of it. */
export class ReaderRefusal extends DeviceError {
  /**
   * @param {string} code of the error registry
   * @param {string} detail
   * @param {string} base
   */
  constructor(code, detail, base) {
    super("CARD", ...wordsOf(code, detail, base));
  }
}

/**
 * @param {string} code
 * @param {string} detail
 * @param {string} base
 * @returns {[string, ...unknown[]]}
 */
function wordsOf(code, detail, base) {
  switch (code) {
    case "not-confirmed":
      return ["error.notConfirmed"];
    case "not-paired":
      return ["error.notPaired", base];
    default:
      return ["error.readerRefused", { key: `code.${code}`, otherwise: detail }];
  }
}

/**
 * Where readers are.
 *
 * @typedef {object} ReaderPlace
 * @property {string} base such as http://127.0.0.1:8453/api/v1
 * @property {boolean} isAgent whether it wants to see the message that carries a command
 * @property {string} [token] of the pairing with an agent
 */

/**
 * @typedef {object} ReaderInfo
 * @property {string} id
 * @property {string} name
 * @property {boolean} hasCard
 */

/**
 * @param {ReaderPlace} place
 * @param {string} path
 * @param {object} [body] makes it a POST
 * @returns {Promise<Response>}
 */
function ask(place, path, body) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json, application/problem+json" };
  if (place.token !== undefined) {
    headers.Authorization = `Bearer ${place.token}`;
  }
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  return fetch(place.base + path, {
    method: body === undefined ? "GET" : "POST",
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
    signal: AbortSignal.timeout(RESPONSE_MILLIS_MAX),
  });
}

/**
 * The readers of a place.
 *
 * @param {ReaderPlace} place
 * @returns {Promise<ReaderInfo[]>}
 */
export async function readersOf(place) {
  let answer;
  try {
    answer = await ask(place, "/readers");
  } catch {
    throw new DeviceError("CARD", "error.noReaderThere", place.base);
  }
  if (answer.status === 401 || answer.status === 403) {
    throw new DeviceError("CARD", "error.notPaired", place.base);
  }
  if (answer.status !== 200) {
    throw new DeviceError("CARD", "error.noReaderThere", place.base);
  }
  try {
    return bodyOf(await answer.text()).objects("readers").map((reader) => ({
      id: reader.text("id"),
      name: reader.text("name"),
      hasCard: reader.has("cardNumber"),
    }));
  } catch (failure) {
    throw failure instanceof ProtocolError
      ? new DeviceError("CARD", "error.noReaderThere", place.base)
      : failure;
  }
}

/** One reader, through which commands go to the card in it. */
export class Reader {
  #place;
  #path;

  /**
   * @param {ReaderPlace} place
   * @param {string} id
   */
  constructor(place, id) {
    this.#place = place;
    this.#path = `/readers/${encodeURIComponent(id)}/apdu`;
  }

  /**
   * @param {Uint8Array} apdu
   * @param {string} [message] 2 or 5, which carries the command; an agent checks it by itself
   * @returns {Promise<Uint8Array>} data and status word
   */
  async transmit(apdu, message) {
    const body = this.#place.isAgent && message !== undefined ? { message } : {};
    let answer;
    let text;
    try {
      answer = await ask(this.#place, this.#path, { apdu: hex(apdu), ...body });
      text = await answer.text();
    } catch {
      throw new NoResponse("the reader cannot be reached");
    }
    return responseOf(answer.status, text, this.#place.base);
  }
}

/**
 * @param {number} status
 * @param {string} text
 * @param {string} base
 */
function responseOf(status, text, base) {
  try {
    const members = bodyOf(text);
    if (status !== 200) {
      throw refusal(status, members, base);
    }
    const response = bytesOfHex(members.text("response"));
    if (response === undefined) {
      throw new NoResponse("the reader gave no response of a card");
    }
    return response;
  } catch (failure) {
    throw failure instanceof ProtocolError
      ? new NoResponse(`the reader answered ${status} and no response of a card`)
      : failure;
  }
}

/**
 * @param {number} status
 * @param {import("./json.js").Members} problem
 * @param {string} base
 */
function refusal(status, problem, base) {
  const code = problem.text("code");
  const detail = problem.optionalText("detail") ?? "";
  return UNCERTAIN.includes(code) || (status >= 500 && code !== "unavailable")
    ? new NoResponse(detail)
    : new ReaderRefusal(code, detail, base);
}

/**
 * Asks an agent to be let in: both sides show the same six digits, and the holder agrees at the agent.
 *
 * @param {ReaderPlace} place
 * @param {string} name of this wallet
 * @returns {Promise<{code: string, pairingId: string}>}
 */
export async function beginPairing(place, name) {
  const members = await agentAnswer(place, "/pairing", { name });
  return { code: members.text("code"), pairingId: members.text("pairingId") };
}

/**
 * @param {ReaderPlace} place
 * @param {string} pairingId
 * @returns {Promise<{state: string, token?: string}>}
 */
export async function pairingState(place, pairingId) {
  const members = await agentAnswer(place, `/pairing/${encodeURIComponent(pairingId)}`);
  return { state: members.text("state"), token: members.optionalText("token") };
}

/**
 * @param {ReaderPlace} place
 * @param {string} path
 * @param {object} [body]
 */
async function agentAnswer(place, path, body) {
  try {
    const answer = await ask(place, path, body);
    if (answer.ok) {
      return bodyOf(await answer.text());
    }
  } catch {
    // The same end: there is no agent that pairs.
  }
  throw new DeviceError("CARD", "error.noAgent", place.base);
}
