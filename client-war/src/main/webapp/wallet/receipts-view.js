// @ts-check
// The receipts: a list, and each one with its seals verified again.
import { hex } from "./base64url.js";
import { currencyOf } from "./currencies.js";
import { fact, h, saveFile } from "./dom.js";
import { failureMessage, lineList, sealList } from "./parts.js";
import { PaymentEnd } from "./payment-end.js";
import { fileOf, verifyPayment } from "./receipt-file.js";
import { money, month, t, time } from "./text.js";
import { quietScreen } from "./wallet.js";

/** @typedef {import("./wallet.js").Wallet} Wallet */
/** @typedef {import("./receipts-store.js").PaymentRecord} PaymentRecord */

const VERIFIER = "receipt.html";

/** @param {Wallet} wallet */
export function receiptsView(wallet) {
  const list = h("div");
  wallet.receipts.paid().then((paid) => list.replaceChildren(...(paid.length === 0 ? none() : byMonth(paid))));
  return [h("h1", t("receipts.title")), list];
}

function none() {
  return [h("div", { class: "empty" }, h("p", t("receipts.none")))];
}

/** @param {PaymentRecord[]} paid newest first */
function byMonth(paid) {
  /** @type {Map<string, PaymentRecord[]>} */
  const months = new Map();
  for (const record of paid) {
    const name = month(new Date((record.paidAt ?? 0) * 1000));
    months.set(name, [...(months.get(name) ?? []), record]);
  }
  const save = h("button", { type: "button", click: () => saveFile("fiveseal-receipts.json", fileOf(paid.map(filed))) }, t("receipts.export"));
  return [
    ...[...months].flatMap(([name, records]) => [h("h2", name), h("ul", { class: "lines sheet" }, records.map(row))]),
    h("p", { class: "soft small" }, t("receipts.kept")),
    h("div", { class: "actions" }, save),
  ];
}

/** @param {PaymentRecord} record */
function row(record) {
  const sealed = record.receipt !== undefined;
  const amount = { minor: record.amountMinor ?? 0, currency: currencyOf(record.currency ?? "") };
  return h(
    "li",
    h(
      "span",
      { class: "what" },
      h("a", { href: `#receipt=${record.settlementId}` }, record.description ?? ""),
      h("small", `${record.store} · ${time(record.paidAt ?? 0)}`),
      h("span", { class: `state state-${sealed ? "receipted" : "completed"}` }, t(sealed ? "receipts.sealed" : "receipts.waiting")),
    ),
    h("span", { class: "amount" }, money(amount)),
  );
}

/** @param {PaymentRecord} record */
function filed({ completion, receipt, keys }) {
  return { completion: completion ?? "", receipt, keys: keys ?? [] };
}

/**
 * @param {Wallet} wallet
 * @param {string} settlementId
 */
export function receiptView(wallet, settlementId) {
  const body = h("div");
  show(wallet, settlementId, body);
  return [h("p", h("a", { href: "#receipts" }, t("receipt.back"))), h("h1", t("receipt.title")), body];
}

/**
 * Verified with what this browser keeps alone: no server is asked, so it works without a connection.
 *
 * @param {Wallet} wallet
 * @param {string} settlementId
 * @param {HTMLElement} body
 */
async function show(wallet, settlementId, body) {
  const end = new PaymentEnd(wallet.device(quietScreen()));
  try {
    const record = await wallet.receipts.get(settlementId);
    if (record?.completion === undefined) {
      await end.checkedAgain(settlementId);
      return;
    }
    const proof = await verifyPayment(filed(record), () => Math.floor(Date.now() / 1000));
    const fetch = async () => {
      await end.receipt(await end.checkedAgain(settlementId), 0);
      await show(wallet, settlementId, body);
    };
    body.replaceChildren(...(await proven(proof, record, () => fetch().catch((failure) => body.prepend(failureMessage(failure))))));
  } catch (failure) {
    body.replaceChildren(failureMessage(failure));
  }
}

/**
 * @param {Awaited<ReturnType<typeof verifyPayment>>} proof
 * @param {PaymentRecord} record
 * @param {() => void} fetch asks for message 4
 */
async function proven({ request, completion, receipt, managerId, fingerprint }, record, fetch) {
  const { iss, amount, description, lines } = request.message;
  const seals = [
    { number: 1, signer: iss },
    { number: 2, signer: managerId },
    { number: 3, signer: managerId },
    ...(receipt === undefined ? [] : [{ number: 4, signer: iss }]),
  ];
  const numbers = receipt?.message.lines.map((line) => line.receiptNumber) ?? [];
  const shownLines = lines.map((line, i) => ({ ...line, text: [line.description, numbers[i]].filter(Boolean).join(" · ") }));
  const save = () => saveFile(`fiveseal-receipt-${record.settlementId}.json`, fileOf([filed(record)]));
  return [
    h("p", { class: receipt ? "message success" : "message warning", id: "proof" }, t(receipt ? "receipt.genuine" : "receipt.paidOnly")),
    h(
      "section",
      { class: "sheet ask" },
      h("p", { class: "store" }, iss),
      h("p", { class: "price" }, money(amount)),
      h("p", description),
      lineList(shownLines, amount.currency),
      h(
        "dl",
        { class: "facts" },
        receipt && fact(t("receipt.number"), h("span", { class: "mono" }, receipt.message.receiptNumber)),
        fact(t("receipt.paidAt"), time(completion.message.iat)),
        fact(t("receipt.settlement"), h("span", { class: "mono" }, completion.message.settlementId)),
        receipt && fact(t("receipt.digest"), h("span", { class: "mono" }, hex(await receipt.digest()))),
        fact(t("settings.fingerprint"), h("span", { class: "mono" }, fingerprint)),
      ),
    ),
    h("h2", t("seal.title")),
    sealList(seals),
    h(
      "div",
      { class: "actions" },
      receipt ? null : h("button", { type: "button", class: "primary", click: fetch }, t("receipt.fetch")),
      h("button", { type: "button", id: "save-receipt", click: save }, t("receipt.save")),
    ),
    h("p", h("a", { href: VERIFIER, download: VERIFIER }, t("receipt.verifier"))),
    h("p", { class: "soft small" }, t("receipt.verifierHint")),
  ];
}
