// @ts-check
// The public keys that this wallet believes: pinned at first use. Later keys are taken over only if
// the operator's CA that was pinned with them vouches for them and every pinned key is still among
// those published, since old keys verify for ever (claims 4 and 9). The CA is the one of the key that
// serves; keys of a CA before that, which may have been stolen, are passed over.
import { encodeBase64 } from "./base64url.js";
import { CertificatePath, certificateOf } from "./certificates.js";
import { DeviceError, ProtocolError } from "./errors.js";
import { isStoreId } from "./messages.js";
import { proven, serving } from "./offered-keys.js";
import { checkSuccession, successorOf } from "./successions.js";

/** @typedef {import("./offered-keys.js").OfferedKey} OfferedKey */
/** @typedef {import("./keys.js").KeyRecord} KeyRecord */
/** @typedef {import("./successions.js").SuccessionProof} SuccessionProof */

/**
 * What was seen at first use.
 *
 * @typedef {object} Pins
 * @property {string} managerId
 * @property {string} operatorCa base64 DER
 * @property {Record<string, string[]>} kids of each owner: thumbprints of all its keys
 */

/**
 * Where keys come from.
 *
 * @typedef {object} KeySource
 * @property {() => Promise<OfferedKey[]>} ofManager
 * @property {(storeId: string) => Promise<OfferedKey[]>} ofStore none for an unknown store
 * @property {() => Promise<SuccessionProof[]>} successions the first succession first
 */

/**
 * Where pins are kept.
 *
 * @typedef {object} PinKeeper
 * @property {() => Promise<Pins | undefined>} read
 * @property {(pins: Pins) => Promise<void>} write
 */

export class PinnedKeys {
  #keeper;
  #source;
  #notice;
  #nowSeconds;
  /** @type {Map<string, KeyRecord>} */ #believed = new Map();
  /** @type {Map<string, OfferedKey[]>} */ #offered = new Map();
  /** @type {Pins | undefined} */ #pins;

  /**
   * @param {PinKeeper} keeper
   * @param {KeySource} source
   * @param {(kid: string, owner: string) => void} notice told whenever something is pinned
   * @param {() => number} nowSeconds
   */
  constructor(keeper, source, notice, nowSeconds) {
    this.#keeper = keeper;
    this.#source = source;
    this.#notice = notice;
    this.#nowSeconds = nowSeconds;
  }

  /**
   * The manager's id; fetches its keys when called first.
   *
   * @returns {Promise<string>}
   */
  async managerId() {
    if (this.#pins === undefined) {
      const offered = await this.#source.ofManager();
      if (offered.length === 0) {
        throw new DeviceError("SERVER", "error.noManagerKey");
      }
      const pins = (await this.#keeper.read()) ?? (await firstUse(offered, this.#nowSeconds()));
      this.#pins = await this.#believe(pins, pins.managerId, "MANAGER", offered);
    }
    return this.#pins.managerId;
  }

  /**
   * Fetches a store's keys, unless the one that is needed is believed already: a store may have
   * renewed its key since.
   *
   * @param {string} storeId
   * @param {string} kid
   */
  async learnStore(storeId, kid) {
    await this.managerId();
    const pins = /** @type {Pins} */ (this.#pins);
    if (this.#offered.has(storeId) && this.#believed.has(kid)) {
      return;
    }
    if (!isStoreId(storeId) || storeId === pins.managerId) {
      throw new DeviceError("REFUSED", "error.impossibleStore");
    }
    const offered = await this.#source.ofStore(storeId);
    if (offered.length === 0) {
      throw new DeviceError("REFUSED", "error.unknownStore", storeId);
    }
    this.#pins = await this.#believe(pins, storeId, "STORE", offered);
  }

  /**
   * @param {string} kid
   * @returns {KeyRecord | undefined}
   */
  byKid(kid) {
    return this.#believed.get(kid);
  }

  /** The believed keys of the manager or a store as they were published, for others to verify with. */
  published(/** @type {string} */ owner) {
    return (this.#offered.get(owner) ?? []).filter((key) => this.#believed.has(key.kid));
  }

  /**
   * @param {Pins} pins
   * @param {string} owner
   * @param {"MANAGER" | "STORE"} role
   * @param {OfferedKey[]} offered
   * @returns {Promise<Pins>} with what is new
   */
  async #believe(pins, owner, role, offered) {
    const published = [...new Set(offered.map((key) => key.kid))].sort();
    if (published.length < offered.length) {
      // Of two with one name the certificates of one could be taken for the other's.
      throw new DeviceError("KEY_CHANGED", "error.keyTwice", owner);
    }
    const pinned = pins.kids[owner] ?? [];
    if (!pinned.every((kid) => published.includes(kid))) {
      throw new DeviceError("KEY_CHANGED", "error.keyChanged", owner, pinned.join(", "), published.join(", "));
    }
    const served = serving(offered, this.#nowSeconds());
    const proved = await prove(pins, owner, role, offered, served);
    const records =
      role === "MANAGER" && pinned.length > 0
        ? await this.#succeeding(pins, pinned, proved, offered)
        : proved;
    const kids = published.filter((kid) => records.has(kid));
    for (const kid of kids) {
      const record = /** @type {KeyRecord} */ (records.get(kid));
      // What is known of a key may change, such as its end; whose it is does not.
      if ((this.#believed.get(kid)?.owner ?? owner) === owner) {
        this.#believed.set(kid, record);
      }
    }
    this.#offered.set(owner, offered);
    const fresh = kids.filter((kid) => !pinned.includes(kid));
    if (fresh.length === 0) {
      return pins;
    }
    const more = { ...pins, kids: { ...pins.kids, [owner]: kids } };
    await this.#keeper.write(more);
    fresh.forEach((kid) => this.#notice(kid, owner));
    return more;
  }

  /**
   * Those that were pinned, and those that succeed one of them in the manager's and CA's words.
   *
   * @param {Pins} pins
   * @param {string[]} pinned
   * @param {Map<string, KeyRecord>} records
   * @param {OfferedKey[]} offered
   */
  async #succeeding(pins, pinned, records, offered) {
    /** @type {Map<string, KeyRecord>} */
    const line = new Map();
    for (const kid of pinned) {
      line.set(kid, /** @type {KeyRecord} */ (records.get(kid)));
    }
    if ([...records.keys()].every((kid) => line.has(kid))) {
      return line;
    }
    for (const proof of await this.#source.successions()) {
      for (const key of offered) {
        const record = records.get(key.kid);
        const isNew = record !== undefined && !line.has(key.kid);
        if (isNew && (await succeeds(proof, key, pins.managerId, line))) {
          line.set(key.kid, record);
        }
      }
    }
    return line;
  }
}

/**
 * @param {SuccessionProof} proof
 * @param {OfferedKey} key
 * @param {string} managerId
 * @param {Map<string, KeyRecord>} line
 */
async function succeeds(proof, key, managerId, line) {
  try {
    if (successorOf(proof) !== key.kid) {
      return false;
    }
    const path = await CertificatePath.of(key.x5c.slice(1));
    const authorities = path.certificates.map((certificate) => certificate.publicKey);
    await checkSuccession(proof, managerId, (kid) => line.get(kid), authorities);
    return true;
  } catch (failure) {
    if (failure instanceof ProtocolError) {
      // Another succession may show it: of a key that was stolen later there is one more.
      return false;
    }
    throw failure;
  }
}

/**
 * @param {OfferedKey[]} offered
 * @param {number} now seconds UTC
 * @returns {Promise<Pins>}
 */
async function firstUse(offered, now) {
  const first = serving(offered, now)[0];
  try {
    const path = await CertificatePath.of(first.x5c);
    return { managerId: first.iss, operatorCa: encodeBase64(path.last.der), kids: {} };
  } catch (failure) {
    throw unproven(first.iss, failure);
  }
}

/**
 * Those that the pinned CA vouches for; the ones that serve have to be among them.
 *
 * @param {Pins} pins
 * @param {string} owner
 * @param {"MANAGER" | "STORE"} role
 * @param {OfferedKey[]} offered
 * @param {OfferedKey[]} served
 */
async function prove(pins, owner, role, offered, served) {
  /** @type {Map<string, KeyRecord>} */
  const records = new Map();
  const ca = await certificateOf(pins.operatorCa);
  for (const key of offered) {
    try {
      records.set(key.kid, await proven(key, ca, owner, role));
    } catch (failure) {
      if (served.includes(key) || (pins.kids[owner] ?? []).includes(key.kid)) {
        throw unproven(owner, failure);
      }
    }
  }
  return records;
}

/**
 * @param {string} owner
 * @param {unknown} cause
 */
function unproven(owner, cause) {
  return cause instanceof ProtocolError
    ? new DeviceError("KEY_CHANGED", "error.unproven", owner, cause)
    : cause;
}
