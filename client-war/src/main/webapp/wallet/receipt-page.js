// @ts-check
// Verifies messages 2, 3 and 4 of payments from a file, without any server.
import { hex } from "./base64url.js";
import { fact, field, h } from "./dom.js";
import { ProtocolError } from "./errors.js";
import { lineList, liveRegion, sealList } from "./parts.js";
import { paymentsOf, verifyPayment } from "./receipt-file.js";
import { currentLanguage, money, reason, speak, t, time } from "./text.js";

/** @typedef {import("./receipt-file.js").FiledPayment} FiledPayment */

/** What the reader knows from elsewhere. @typedef {{fingerprint: string, digest: string}} Known */

function draw() {
  document.documentElement.lang = currentLanguage();
  document.title = `${t("proof.title")} – Fiveseal`;
  const file = h("input", { type: "file", accept: ".json,application/json" });
  const known = h("input", { type: "text", autocomplete: "off", spellcheck: "false" });
  const digest = h("input", { type: "text", autocomplete: "off", spellcheck: "false" });
  const live = liveRegion("result");

  /** @param {Event} event */
  async function verify(event) {
    event.preventDefault();
    const chosen = file.files?.[0];
    if (chosen === undefined) {
      live.replaceChildren(wrong(t("proof.noFile")));
      return;
    }
    const text = await chosen.text();
    live.replaceChildren(...(await results(text, { fingerprint: plain(known.value), digest: plain(digest.value) })));
  }

  document.body.replaceChildren(
    h(
      "main",
      { id: "content" },
      h("h1", t("proof.title")),
      h("p", { class: "lead" }, t("proof.lead")),
      h(
        "form",
        { class: "sheet form", submit: verify },
        field("file", t("proof.file"), file, t("proof.fileHint")),
        field("known", t("proof.known"), known, t("proof.knownHint")),
        field("digest", t("proof.digest"), digest, t("proof.digestHint")),
        h("div", { class: "actions" }, h("button", { type: "submit", class: "primary" }, t("proof.verify"))),
      ),
      live,
      language(),
    ),
  );
}

/** The hex digits of a fingerprint or digest, however they are spaced. @param {string} text */
function plain(text) {
  return text.replace(/[^0-9A-Fa-f]/g, "").toLowerCase();
}

function language() {
  const other = currentLanguage() === "en" ? "ja" : "en";
  const change = () => {
    speak(other);
    draw();
  };
  return h(
    "p",
    h("button", { type: "button", class: "link", lang: other, click: change }, t(other === "ja" ? "settings.japanese" : "settings.english")),
  );
}

/**
 * @param {string} text of the file
 * @param {Known} known
 */
async function results(text, known) {
  let payments;
  try {
    payments = paymentsOf(text);
  } catch (failure) {
    return [wrong(t("proof.unreadable", failure))];
  }
  const shown = [];
  let genuine = 0;
  for (const payment of payments) {
    try {
      shown.push(await proven(payment, known));
      genuine++;
    } catch (failure) {
      shown.push(wrong(t("proof.invalid", { key: "", otherwise: whyNot(failure) })));
    }
  }
  return [h("h2", t("proof.counted", genuine, payments.length)), ...shown];
}

/** @param {unknown} failure */
function whyNot(failure) {
  return failure instanceof ProtocolError ? reason(failure) : String(failure);
}

/** @param {string} words */
function wrong(words) {
  return h("p", { class: "message error", role: "alert" }, words);
}

/**
 * @param {FiledPayment} payment
 * @param {Known} known
 */
async function proven(payment, known) {
  const proof = await verifyPayment(payment, () => Math.floor(Date.now() / 1000));
  const { request, completion, receipt, managerId, fingerprint } = proof;
  const ofCa = await matchesKnown(fingerprint, known.fingerprint);
  const { iss, amount, description, lines } = request.message;
  const numbers = receipt?.message.lines.map((line) => line.receiptNumber) ?? [];
  const shownLines = lines.map((line, i) => ({ ...line, text: [line.description, numbers[i]].filter(Boolean).join(" · ") }));
  const seals = [
    { number: 1, signer: iss },
    { number: 2, signer: managerId },
    { number: 3, signer: managerId },
    ...(receipt === undefined ? [] : [{ number: 4, signer: iss }]),
  ];
  const digest = receipt === undefined ? "" : hex(await receipt.digest());
  return h(
    "section",
    { class: "sheet ask proof" },
    h("p", { class: receipt ? "message success" : "message warning" }, t(receipt ? "receipt.genuine" : "receipt.paidOnly")),
    h("p", { class: ofCa ? "message success" : "message warning" }, t(ofCa ? "proof.caMatches" : "proof.compare")),
    known.digest === "" ? null : digestMessage(digest === known.digest),
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
      receipt && fact(t("receipt.digest"), h("span", { class: "mono" }, digest)),
      fact(t("settings.fingerprint"), h("span", { class: "mono" }, fingerprint)),
    ),
    sealList(seals),
  );
}

/**
 * @param {string} fingerprint
 * @param {string} known
 */
async function matchesKnown(fingerprint, known) {
  if (known !== "" && plain(fingerprint) !== known) {
    throw new Error(t("proof.otherCa", fingerprint));
  }
  return known !== "";
}

/** @param {boolean} matches */
function digestMessage(matches) {
  return h("p", { class: matches ? "message success" : "message error" }, t(matches ? "proof.digestMatches" : "proof.digestOther"));
}

draw();
