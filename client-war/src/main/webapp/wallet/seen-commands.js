// @ts-check
// The commands that came to this wallet. Each is made for one challenge of one card: the same one for
// another challenge is an old message, sent again. The card would refuse it too; it is not even asked.
import { encode, sha256 } from "./base64url.js";
import { read, readAll, remove, write } from "./database.js";
import { refused } from "./errors.js";

const STORE = "commands";

/** A message lives 24 hours at most; with clocks that differ, older ones are refused by their time. */
const KEPT_SECONDS = 48 * 60 * 60;

/** @typedef {{command: string, session: string, at: number}} Seen */

export class SeenCommands {
  #nowSeconds;

  /** @param {() => number} nowSeconds */
  constructor(nowSeconds) {
    this.#nowSeconds = nowSeconds;
  }

  /**
   * Throws if the command came before, for another session of a card than this one.
   *
   * @param {string} command base64url
   * @param {{data: Uint8Array}} card
   */
  async requireFresh(command, card) {
    const session = encode(await sha256(card.data));
    /** @type {Seen | undefined} */
    const before = await read(STORE, command);
    if (before !== undefined && before.session !== session) {
      throw refused("it is an old message, sent again");
    }
    await write(STORE, command, { command, session, at: this.#nowSeconds() });
    await this.#forgetOld();
  }

  async #forgetOld() {
    const end = this.#nowSeconds() - KEPT_SECONDS;
    /** @type {Seen[]} */
    const all = await readAll(STORE);
    for (const { command } of all.filter((seen) => seen.at < end)) {
      await remove(STORE, command);
    }
  }
}
