// @ts-check
// The parts of the client device, put together for one manager and one reader.
import { ClientApi } from "./api.js";
import { CardOutput } from "./card-output.js";
import { Checks } from "./checks.js";
import { Doubts } from "./doubts.js";
import { MessageReceiver } from "./message-receiver.js";
import { Presentation } from "./presentation.js";
import { PinnedKeys } from "./pins.js";
import { ReceiptsStore } from "./receipts-store.js";
import { SeenCommands } from "./seen-commands.js";
import { Unfinished } from "./unfinished.js";

export class Device {
  /**
   * @param {object} world
   * @param {import("./server.js").ServerConnection} world.server
   * @param {import("./pins.js").PinKeeper} world.pinKeeper
   * @param {{transmit: (apdu: Uint8Array, message?: string) => Promise<Uint8Array>}} world.reader
   * @param {import("./screen.js").Screen} world.screen
   * @param {() => number} world.nowSeconds
   */
  constructor({ server, pinKeeper, reader, screen, nowSeconds }) {
    this.screen = screen;
    this.api = new ClientApi(server);
    const pinned = (/** @type {string} */ kid, /** @type {string} */ owner) =>
      screen.notice("notice.pinned", kid, owner);
    this.keys = new PinnedKeys(pinKeeper, this.api, pinned, nowSeconds);
    this.checks = new Checks(this.keys, nowSeconds);
    this.receiver = new MessageReceiver(this.api, this.checks, new SeenCommands(nowSeconds));
    this.output = new CardOutput(reader);
    this.unfinished = new Unfinished();
    this.receipts = new ReceiptsStore();
    const { api, receiver, output, unfinished } = this;
    const presentation = new Presentation({ api, receiver, output, unfinished, screen });
    this.doubts = new Doubts({ api, output, presentation, unfinished, screen });
  }

  /**
   * The manager's and a store's keys as they were published, for whoever verifies a receipt without
   * any server.
   *
   * @param {string} storeId
   */
  async publishedKeys(storeId) {
    const managerId = await this.keys.managerId();
    return [...this.keys.published(managerId), ...this.keys.published(storeId)];
  }
}
