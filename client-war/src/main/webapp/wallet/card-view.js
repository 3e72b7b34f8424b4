// @ts-check
// The card: what it holds, what it did, what was paid this month; and where a payment begins.
import { currencyOf } from "./currencies.js";
import { field, h } from "./dom.js";
import { DeviceError } from "./errors.js";
import { failureMessage, liveRegion, noticeMessage, readerChooser, sentenceOf } from "./parts.js";
import { payLink } from "./pay-link.js";
import { monthTotals } from "./receipts-store.js";
import { Screen } from "./screen.js";
import { money, month, t } from "./text.js";

/** @typedef {import("./wallet.js").Wallet} Wallet */
/** @typedef {import("./card-output.js").PresentedCard} PresentedCard */
/** @typedef {import("./apdu.js").LogRecord} LogRecord */

/**
 * What a touch of the card told.
 *
 * @typedef {object} Touch
 * @property {PresentedCard} card
 * @property {LogRecord[]} log
 * @property {string[]} notices
 */

const MONEY = ["DEBIT", "CREDIT"];

/** @param {Wallet} wallet */
export function cardView(wallet) {
  const face = h("section", { class: "card-face", "aria-label": t("card.title") });
  const live = liveRegion("card-status");
  const history = h("div");
  const button = h("button", { type: "button", class: "primary", click: () => touch() }, t("card.read"));
  const last = /** @type {Touch | undefined} */ (wallet.lastRead);
  show(last);

  async function touch() {
    button.disabled = true;
    live.replaceChildren(h("p", { class: "soft" }, t("stage.card")));
    try {
      wallet.lastRead = await wallet.withCard(() => touched(wallet));
      show(/** @type {Touch} */ (wallet.lastRead));
    } catch (failure) {
      live.replaceChildren(failureMessage(failure));
    }
    button.disabled = false;
  }

  /** @param {Touch | undefined} read */
  function show(read) {
    face.replaceChildren(...(read === undefined ? unreadFace() : readFace(read.card)));
    button.textContent = t(read === undefined ? "card.read" : "card.again");
    live.replaceChildren(...(read?.notices ?? []).map(noticeMessage));
    history.replaceChildren(...(read === undefined ? [] : historyOf(read)));
  }

  return [
    h("h1", t("card.title")),
    face,
    live,
    h("div", { class: "touch" }, readerChooser(wallet), h("div", { class: "actions" }, button)),
    payForm(),
    history,
    monthPart(wallet),
  ];
}

function unreadFace() {
  return [h("p", { class: "unread" }, t("card.unread"))];
}

/** @param {PresentedCard} card */
function readFace(card) {
  const stateClass = `state state-${card.state.toLowerCase()}`;
  return [
    h("p", { class: "face-top" }, h("span", t("card.balance")), h("span", { class: stateClass }, t(`card.state.${card.state}`))),
    h("p", { class: "balance", id: "balance" }, money({ minor: card.balance, currency: card.currency })),
    h("p", { class: "number" }, t("card.ending", card.lastFour)),
  ];
}

/**
 * Reads the card, once what is due was done with it. The card's word needs no manager, so one that does
 * not answer or refuses is told and nothing more.
 *
 * @param {Wallet} wallet
 * @returns {Promise<Touch>}
 */
async function touched(wallet) {
  /** @type {string[]} */
  const notices = [];
  const screen = new Screen(
    () => {},
    ({ key, values }) => notices.push(t(key, ...values)),
  );
  const device = wallet.device(screen);
  let card = await device.output.present();
  try {
    card = (await device.doubts.settle(card, "ALL")).card;
    if (notices.length === 0) {
      notices.push(t("card.nothingOpen"));
    }
  } catch (failure) {
    if (!(failure instanceof DeviceError) || !["UNREACHABLE", "SERVER"].includes(failure.outcome)) {
      throw failure;
    }
    notices.push(t("card.unsettled", { key: "", otherwise: sentenceOf(failure) }));
    card = await device.output.present();
  }
  return { card, log: await device.output.log(), notices };
}

/** @param {Touch} read */
function historyOf({ card, log }) {
  const title = h("h2", t("card.history"));
  if (log.length === 0) {
    return [title, h("div", { class: "empty" }, h("p", t("card.noHistory")))];
  }
  const rows = log.map((record) => row(record, card.currency));
  return [title, h("ul", { class: "lines sheet", id: "history" }, rows), h("p", { class: "soft small" }, t("card.historyTold"))];
}

/**
 * @param {LogRecord} record
 * @param {import("./currencies.js").Currency} currency
 */
function row(record, currency) {
  const { operation, result, amount, balanceAfter } = record;
  const moved = result === "DONE" && MONEY.includes(operation);
  const sign = operation === "DEBIT" ? "−" : "+";
  return h(
    "li",
    h(
      "span",
      { class: "what" },
      t(`operation.${operation}`),
      result === "DONE" ? null : h("small", t("card.declinedFor", { key: `declined.${result}` })),
      h("small", `${t("card.after")}: ${money({ minor: balanceAfter, currency })}`),
    ),
    h("span", { class: "amount" }, moved ? `${sign}${money({ minor: amount, currency })}` : ""),
  );
}

function payForm() {
  const input = h("input", { type: "text", autocomplete: "off", spellcheck: "false", inputmode: "url" });
  const wrong = h("div");
  const form = h(
    "form",
    { class: "sheet form", submit },
    h("h2", t("pay.enter")),
    field("pay-link", t("pay.link"), input, t("pay.linkHint")),
    wrong,
    h("div", { class: "actions" }, h("button", { type: "submit" }, t("pay.continue"))),
  );

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    const link = payLink(input.value);
    if (link === undefined) {
      input.setAttribute("aria-invalid", "true");
      wrong.replaceChildren(failureMessage(new DeviceError("FAILED", "error.badLink")));
      input.focus();
    } else {
      location.hash = "settlementId" in link ? `#settlement=${link.settlementId}` : `#request=${link.request}`;
    }
  }

  return form;
}

/** @param {Wallet} wallet */
function monthPart(wallet) {
  const part = h("section", { class: "sheet month" }, h("h2", t("month.title")));
  Promise.all([wallet.receipts.paid(), wallet.limits()]).then(([paid, limits]) => {
    const now = new Date();
    const totals = monthTotals(paid, now);
    if (totals.size === 0) {
      part.append(h("p", { class: "soft" }, t("month.none", month(now))));
    }
    for (const [code, minor] of totals) {
      part.append(...monthTotal(minor, code, limits, now));
    }
  });
  return part;
}

/**
 * @param {number} minor
 * @param {string} code
 * @param {import("./wallet.js").Limits | undefined} limits
 * @param {Date} now
 */
function monthTotal(minor, code, limits, now) {
  const currency = currencyOf(code);
  const total = h("p", t("month.total", { minor, currency }, month(now)));
  if (limits?.month === undefined || limits.currency !== code) {
    return [total];
  }
  const left = limits.month - minor;
  const words = left < 0 ? t("month.over", { minor: -left, currency }) : t("month.limit", { minor: limits.month, currency });
  const meter = h("meter", { min: 0, max: limits.month, value: Math.min(minor, limits.month), "aria-label": t("month.title") });
  return [total, meter, h("p", { class: left < 0 ? "over small" : "soft small" }, words)];
}
