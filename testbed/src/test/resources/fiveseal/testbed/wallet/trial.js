// Puts known answers to the wallet's own modules; what they make of each is told as a sentence.
import { hex, bytesOfHex, decode } from "/wallet/base64url.js";
import { CertificatePath, certificateOf } from "/wallet/certificates.js";
import { Checks } from "/wallet/checks.js";
import { currencyOf } from "/wallet/currencies.js";
import { Der } from "/wallet/der.js";
import { object, objectOf } from "/wallet/json.js";
import { verify } from "/wallet/jws.js";
import { publicKey, publicKeyOfPoint, thumbprint, verifies } from "/wallet/keys.js";
import { COMPLETION, INFORMATION, RECEIPT, REQUEST, UPDATE } from "/wallet/messages.js";
import { fileOf, paymentsOf, verifyPayment } from "/wallet/receipt-file.js";
import { PinnedKeys } from "/wallet/pins.js";

const HOLDS = "holds";
const TYPES = { 1: REQUEST, 2: INFORMATION, 3: COMPLETION, 4: RECEIPT, 5: UPDATE };

async function outcome(work) {
  try {
    await work();
    return HOLDS;
  } catch (failure) {
    if (failure.name === "ProtocolError") {
      return failure.message;
    }
    return failure.name === "DeviceError" ? `${failure.outcome} ${failure.sentence} ${failure.values.map((value) => value.message ?? value).join(" ")}` : `FAILED: ${failure.stack}`;
  }
}

function outcomes(cases, work) {
  return Promise.all(cases.map((each) => outcome(() => work(each))));
}

export function strictJson(texts) {
  return outcomes(texts, async (text) => objectOf(text).end());
}

/** Whether every text is read, without a look at what was not read. */
export function readJson(texts) {
  return outcomes(texts, async (text) => objectOf(text));
}

export function strictBytes(hexes) {
  return outcomes(hexes, async (bytes) => object(bytesOfHex(bytes)));
}

export function base64Url(texts) {
  return outcomes(texts, async (text) => decode(text));
}

async function registerOf(keys) {
  const register = new Map();
  for (const { x, y, owner, role, notBefore, notAfter, revokedAt } of keys) {
    const key = await publicKey(x, y);
    const kid = await thumbprint(key);
    register.set(kid, { kid, owner, role, key: key.key, notBefore: notBefore ?? 0, notAfter: notAfter ?? 4e9, revokedAt });
  }
  return register;
}

/** Each message by its number and compact string, under the keys of a register. */
export async function messages(keys, cases) {
  const register = await registerOf(keys);
  return outcomes(cases, ({ number, compact }) => verify(compact, TYPES[number], (kid) => register.get(kid)));
}

/** Wycheproof's bare signatures: 1 where one verifies. */
export async function signatures(file) {
  const { testGroups } = await (await fetch(file)).json();
  const wrong = [];
  let valid = 0;
  let all = 0;
  for (const { publicKeyDer, tests } of testGroups) {
    const [, bits] = Der.of(bytesOfHex(publicKeyDer)).parts();
    const { key } = await publicKeyOfPoint(bits.bits());
    for (const { tcId, msg, sig, result } of tests) {
      const isValid = await verifies(key, bytesOfHex(msg), bytesOfHex(sig));
      all++;
      valid += isValid ? 1 : 0;
      if (isValid !== (result === "valid")) {
        wrong.push(`${tcId} is ${result}`);
      }
    }
  }
  return { wrong, valid, all };
}

/** Wycheproof's JWS: none of them is a message of this protocol, whoever's key is believed. */
export async function foreignMessages(file) {
  const { testGroups } = await (await fetch(file)).json();
  const taken = [];
  let all = 0;
  for (const group of testGroups) {
    const jwk = group.public ?? group.private;
    const key = jwk.crv === "P-256" ? await publicKey(jwk.x, jwk.y) : undefined;
    for (const { tcId, jws } of group.tests) {
      all++;
      const record = key && { kid: "", owner: "anyone", role: "STORE", key: key.key, notBefore: 0, notAfter: 4e9 };
      const told = await outcome(() => verify(jws, REQUEST, () => record));
      if (told === HOLDS || told.startsWith("FAILED")) {
        taken.push(`${tcId}: ${told}`);
      }
    }
  }
  return { taken, all };
}

/** Whether a path of certificates leads to a CA, for an owner. */
export function paths(cases) {
  return outcomes(cases, async ({ x5c, ca, owner }) =>
    (await CertificatePath.of(x5c)).requireIssuedBy(await certificateOf(ca), owner),
  );
}

/** The duties of a client device. */
export async function duties({ keys, managerId, now }, cases) {
  const register = await registerOf(keys);
  const believed = {
    managerId: async () => managerId,
    learnStore: async () => {},
    byKid: (kid) => register.get(kid),
  };
  const checks = new Checks(believed, () => now);
  return outcomes(cases, (each) => duty(checks, each));
}

async function duty(checks, { check, message, request, settlementId, completion, order, card, done }) {
  if (check === "request") {
    return checks.request(message);
  }
  if (check === "load") {
    const amount = { minor: order.minor, currency: currencyOf(order.currency) };
    return checks.load(message, { updateId: order.updateId, amount });
  }
  if (check === "due") {
    const shown = { currency: currencyOf(card.currency), balance: card.balance };
    return checks.due(message, shown, new Set(done ?? []));
  }
  const shown = await checks.request(request);
  if (check === "information") {
    return checks.information(message, settlementId ?? undefined, shown);
  }
  if (check === "completion") {
    return checks.completion(message, settlementId, shown);
  }
  return checks.receipt(message, await checks.completion(completion, settlementId, shown), shown);
}

/** What keys become of a first look at published ones, and of a second look at others. */
export async function pinning(looks, now) {
  let pins;
  const told = [];
  for (const { manager, successions, stores, storeId, kid } of looks) {
    const source = {
      ofManager: async () => manager,
      ofStore: async (id) => stores?.[id] ?? [],
      successions: async () => successions ?? [],
    };
    const keeper = { read: async () => pins, write: async (next) => (pins = next) };
    const keys = new PinnedKeys(keeper, source, () => {}, () => now);
    const end = await outcome(async () => {
      await keys.managerId();
      if (storeId !== undefined && storeId !== null) {
        await keys.learnStore(storeId, kid);
      }
    });
    told.push([end, manager.concat(stores?.[storeId] ?? []).filter((key) => keys.byKid(key.kid)).map((key) => key.kid).join(" ")].join(" | "));
  }
  return told;
}

/** A payment as it is filed and read again. */
export async function receiptFile(payment) {
  return outcome(() => verifyPayment(paymentsOf(fileOf([payment]))[0], () => 0));
}

export async function texts() {
  const { EN } = await import("/wallet/text-en.js");
  const { JA } = await import("/wallet/text-ja.js");
  const { REASONS_JA } = await import("/wallet/reasons-ja.js");
  return { en: EN, ja: JA, reasons: REASONS_JA };
}

export { hex };
