// @ts-check
// The client API over HTTP. Every request of this protocol is idempotent, so one that got no answer is
// sent again, byte for byte.
import { DeviceError } from "./errors.js";
import { bodyOf } from "./json.js";

const ANSWER_MILLIS_MAX = 45_000;
const ANSWER_CHARACTERS_MAX = 1 << 20;

/** Before each further attempt at a request that got no answer. */
const PAUSES_MILLIS = [200, 1000];

/** The manager's refusal as it stands in its problem document (RFC 9457). */
export class ServerRefusal extends DeviceError {
  /**
   * @param {number} status of HTTP
   * @param {string} code of the error registry, or empty if the answer was no problem document
   * @param {string} detail
   * @param {string} [state] the settlement's
   * @param {string} [result] what the card declined for
   */
  constructor(status, code, detail, state, result) {
    const told = code === "" ? [status] : [code, { key: `code.${code}`, otherwise: detail }];
    super("SERVER", sentenceOf(code), ...told);
    this.status = status;
    this.code = code;
    this.state = state;
    this.result = result;
  }
}

/** @param {string} code */
function sentenceOf(code) {
  switch (code) {
    case "":
      return "error.noReason";
    case "counter-in-doubt":
      return "error.counterInDoubt";
    case "too-many-requests":
      return "error.tooManyRequests";
    case "funding-refused":
      return "error.fundingRefused";
    case "card-stopped":
      return "error.cardStopped";
    default:
      return "error.managerRefused";
  }
}

export class ServerConnection {
  #base;
  #pauses;

  /**
   * @param {string} base such as http://localhost:8080/client/api/v1
   * @param {number[]} pauses milliseconds
   */
  constructor(base, pauses = PAUSES_MILLIS) {
    this.#base = base;
    this.#pauses = pauses;
  }

  /** @param {string} path */
  get(path) {
    return this.#send(path, { method: "GET" });
  }

  /**
   * @param {string} path
   * @param {object} body
   */
  post(path, body) {
    return this.#send(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  }

  /**
   * @param {string} path
   * @param {RequestInit} request
   * @returns {Promise<string>} the body of a 2xx
   */
  async #send(path, request) {
    for (let attempt = 0; ; attempt++) {
      const isLast = attempt === this.#pauses.length;
      const answer = await this.#once(path, request);
      if (answer !== undefined && (answer.status !== 503 || isLast)) {
        return bodyOrRefusal(answer.status, answer.text);
      }
      if (isLast) {
        throw new DeviceError("UNREACHABLE", "error.unreachable");
      }
      await new Promise((resume) => setTimeout(resume, this.#pauses[attempt]));
    }
  }

  /**
   * @param {string} path
   * @param {RequestInit} request
   */
  async #once(path, request) {
    try {
      const answer = await fetch(`${this.#base}/${path}`, {
        ...request,
        headers: {
          Accept: "application/json, application/jose, application/problem+json",
          ...request.headers,
        },
        cache: "no-store",
        credentials: "omit",
        redirect: "error",
        signal: AbortSignal.timeout(ANSWER_MILLIS_MAX),
      });
      const text = await answer.text();
      return text.length > ANSWER_CHARACTERS_MAX ? undefined : { status: answer.status, text };
    } catch {
      return undefined;
    }
  }
}

/**
 * @param {number} status
 * @param {string} text
 */
function bodyOrRefusal(status, text) {
  if (status >= 200 && status < 300) {
    return text;
  }
  throw refusal(status, text);
}

/**
 * @param {number} status
 * @param {string} text
 */
function refusal(status, text) {
  try {
    const problem = bodyOf(text);
    const detail = problem.optionalText("detail") ?? "";
    const state = textOrNumber(problem, "state");
    return new ServerRefusal(status, problem.text("code"), detail, state, textOrNumber(problem, "result"));
  } catch {
    return new ServerRefusal(status, "", "");
  }
}

/**
 * @param {import("./json.js").Members} problem
 * @param {string} name
 */
function textOrNumber(problem, name) {
  if (!problem.has(name)) {
    return undefined;
  }
  try {
    return problem.text(name);
  } catch {
    return String(problem.integer(name));
  }
}
