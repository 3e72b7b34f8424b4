// @ts-check
// Parts that several views have in common.
import { h } from "./dom.js";
import { DeviceError } from "./errors.js";
import { money, t } from "./text.js";

/**
 * A region that is read out when it changes: how far something has come.
 *
 * @param {string} id
 */
export function liveRegion(id) {
  return h("div", { id, role: "status", "aria-live": "polite" });
}

/**
 * What went wrong, in one sentence, read out at once.
 *
 * @param {unknown} failure
 */
export function failureMessage(failure) {
  return h("p", { class: "message error", role: "alert" }, sentenceOf(failure));
}

/** @param {unknown} failure */
export function sentenceOf(failure) {
  return failure instanceof DeviceError
    ? t(failure.sentence, ...failure.values)
    : t("error.unexpected", failure instanceof Error ? failure.message : String(failure));
}

/**
 * What the device is doing.
 *
 * @param {import("./screen.js").Stage} stage
 * @param {boolean} usesAgent
 */
export function stageMessage(stage, usesAgent) {
  const words = stage === "executing" && usesAgent ? "stage.agree" : `stage.${stage}`;
  const pulse = h("span", { class: "pulse", "aria-hidden": "true" });
  return h("p", { class: "stage", "data-stage": stage }, pulse, t(words));
}

/** @param {string} text */
export function noticeMessage(text) {
  return h("p", { class: "message" }, text);
}

/**
 * The seals that were verified.
 *
 * @param {Array<{number: number, signer: string}>} seals
 */
export function sealList(seals) {
  return h(
    "ul",
    { class: "seals", "aria-label": t("seal.title") },
    seals.map(({ number, signer }) =>
      h(
        "li",
        h("span", { class: "what" }, t(`seal.${number}`), h("small", t("seal.by", signer))),
        h("span", { class: "state state-verified" }, t("seal.holds")),
      ),
    ),
  );
}

/**
 * Lines of goods or receipts with their amounts.
 *
 * @param {Array<{store: string, amountMinor: number, text: string}>} lines
 * @param {import("./currencies.js").Currency} currency
 */
export function lineList(lines, currency) {
  return h(
    "ul",
    { class: "lines" },
    lines.map((line) =>
      h(
        "li",
        h("span", { class: "what" }, line.text, h("small", line.store)),
        h("span", { class: "amount" }, money({ minor: line.amountMinor, currency })),
      ),
    ),
  );
}

/**
 * The reader that is used, and the others to choose from; filled when they are known.
 *
 * @param {import("./wallet.js").Wallet} wallet
 */
export function readerChooser(wallet) {
  const place = h("div", { class: "reader-choice" });
  wallet.readers().then(
    ({ readers, chosen }) => {
      const select = h(
        "select",
        { id: "reader", change: () => wallet.chooseReader(select.value) },
        readers.map((reader) =>
          h(
            "option",
            { value: reader.id, selected: reader.id === chosen },
            reader.hasCard ? t("reader.withCard", reader.name) : reader.name,
          ),
        ),
      );
      place.replaceChildren(
        h("div", { class: "field" }, h("label", { for: "reader" }, t("reader.choose")), select),
      );
    },
    (failure) =>
      place.replaceChildren(
        failureMessage(failure),
        h("p", h("a", { href: "#settings" }, t("reader.settings"))),
      ),
  );
  return place;
}
