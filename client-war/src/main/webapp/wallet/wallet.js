// @ts-check
// One wallet: where its manager and readers are, and what its holder has set.
import { read, remove, write } from "./database.js";
import { Device } from "./device.js";
import { DeviceError } from "./errors.js";
import { Reader, readersOf } from "./reader.js";
import { ReceiptsStore } from "./receipts-store.js";
import { Screen } from "./screen.js";
import { ServerConnection } from "./server.js";
import { Unfinished } from "./unfinished.js";

/** @typedef {import("./reader.js").ReaderPlace} ReaderPlace */
/** @typedef {import("./reader.js").ReaderInfo} ReaderInfo */

export const AGENT = "http://127.0.0.1:8453/api/v1";
const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];
const PINS = "manager";

/**
 * The holder's own limits in a currency, minor units.
 *
 * @typedef {object} Limits
 * @property {string} currency
 * @property {number} [single] of one payment
 * @property {number} [month] of all payments in a month
 */

export class Wallet {
  #api = new URL("../api/v1", document.baseURI).href;
  #simulator = new URL("../../card-sim/api/v1", document.baseURI).href;

  receipts = new ReceiptsStore();
  unfinished = new Unfinished();

  /** The browser's offer to install the wallet, once it makes one. @type {{prompt: () => void} | undefined} */
  installer = undefined;

  /** Whether commands go through an agent, which asks the holder by itself. */
  usesAgent = false;

  /** What the last touch of a card told, for as long as the page is open. @type {unknown} */
  lastRead = undefined;

  /** Where the manager's client side is, for other devices. */
  get clientBase() {
    return new URL("../", document.baseURI).href;
  }

  /**
   * The device of one act: its keys are fetched anew, since one may have ended meanwhile.
   *
   * @param {Screen} screen
   * @param {{transmit: (apdu: Uint8Array, message?: string) => Promise<Uint8Array>}} [reader]
   */
  device(screen, reader = { transmit: async (apdu, message) => this.#transmit(apdu, message) }) {
    return new Device({
      server: new ServerConnection(this.#api),
      pinKeeper: { read: () => this.pins(), write: (pins) => write("pins", PINS, pins) },
      reader,
      screen,
      nowSeconds: () => Math.floor(Date.now() / 1000),
    });
  }

  /**
   * One act with a card at a time, whatever other pages of this wallet are open: two would end each
   * other's sessions.
   *
   * @template T
   * @param {() => Promise<T>} act
   * @returns {Promise<T>}
   */
  async withCard(act) {
    return navigator.locks.request("fiveseal-card", act);
  }

  /** @type {Reader | undefined} */
  #reader;

  /**
   * To the reader that is chosen when the first command goes out.
   *
   * @param {Uint8Array} apdu
   * @param {string} [message]
   */
  async #transmit(apdu, message) {
    this.#reader ??= await this.#chosenReader();
    return this.#reader.transmit(apdu, message);
  }

  async #chosenReader() {
    const { place, chosen } = await this.readers();
    if (chosen === undefined) {
      throw new DeviceError("CARD", "error.noReaderThere", place.base);
    }
    return new Reader(place, chosen);
  }

  /**
   * The readers, and which one is used: the holder's choice, else one with a card in it.
   *
   * @returns {Promise<{place: ReaderPlace, readers: ReaderInfo[], chosen: string | undefined}>}
   */
  async readers() {
    const { place, readers } = await this.#placeAndReaders();
    this.usesAgent = place.isAgent;
    const wish = await read("settings", "readerId");
    const known = readers.find((reader) => reader.id === wish);
    const chosen = known ?? readers.find((reader) => reader.hasCard) ?? readers[0];
    return { place, readers, chosen: chosen?.id };
  }

  async #placeAndReaders() {
    const place = await this.readerPlace();
    if (place !== undefined) {
      return { place, readers: await readersOf(place) };
    }
    const simulator = { base: this.#simulator, isAgent: false };
    try {
      return { place: simulator, readers: await readersOf(simulator) };
    } catch {
      const agent = { base: this.defaultAgent, isAgent: true };
      return { place: agent, readers: await readersOf(agent) };
    }
  }

  /** Whether an agent serves this very wallet. */
  get isAgents() {
    return LOOPBACK.includes(location.hostname) && location.pathname.startsWith("/wallet/");
  }

  /** The agent that serves this very wallet, else the usual address. */
  get defaultAgent() {
    return this.isAgents ? `${location.origin}/api/v1` : AGENT;
  }

  /**
   * Where the holder said that readers are.
   *
   * @returns {Promise<ReaderPlace | undefined>}
   */
  readerPlace() {
    return read("settings", "readerPlace");
  }

  /** @param {ReaderPlace | undefined} place undefined: those of the simulator */
  async setReaderPlace(place) {
    this.#reader = undefined;
    await write("settings", "readerPlace", place ?? { base: this.#simulator, isAgent: false });
  }

  /** @param {string} id */
  async chooseReader(id) {
    this.#reader = undefined;
    this.lastRead = undefined;
    await write("settings", "readerId", id);
  }

  /** @returns {Promise<import("./pins.js").Pins | undefined>} */
  pins() {
    return read("pins", PINS);
  }

  async forgetPins() {
    await remove("pins", PINS);
  }

  /** @returns {Promise<Limits | undefined>} */
  limits() {
    return read("settings", "limits");
  }

  /** @param {Limits} limits */
  setLimits(limits) {
    return write("settings", "limits", limits);
  }
}

/** A screen that nobody looks at. */
export function quietScreen() {
  return new Screen(
    () => {},
    () => {},
  );
}
