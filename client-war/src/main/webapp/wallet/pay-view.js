// @ts-check
// A payment: what the store asks for is shown, the holder agrees, the card pays, the receipt comes.
import { fact, h } from "./dom.js";
import { DeviceError } from "./errors.js";
import { failureMessage, lineList, liveRegion, noticeMessage, readerChooser, sealList, stageMessage } from "./parts.js";
import { Payment } from "./payment.js";
import { PaymentEnd } from "./payment-end.js";
import { monthTotals } from "./receipts-store.js";
import { Screen } from "./screen.js";
import { clockTime, money, t } from "./text.js";

/** @typedef {import("./wallet.js").Wallet} Wallet */
/** @typedef {import("./payment.js").Shown} Shown */
/** @typedef {import("./payment.js").Paid} Paid */

const RECEIPT_WAIT_SECONDS = 30;
const AGENT_WALLET = "http://127.0.0.1:8453/wallet/";

/**
 * @param {Wallet} wallet
 * @param {{settlementId: string} | {request: string}} asked
 */
export function payView(wallet, asked) {
  return new PayView(wallet, asked).root;
}

class PayView {
  #wallet;
  #asked;
  #body = h("div");
  #live = liveRegion("pay-status");
  #notices = h("div");
  #pinned = h("div", { class: "pinned" });
  #screen = new Screen(
    (stage) => this.#stage(stage),
    ({ key, values }) => this.#notice(key, t(key, ...values)),
  );
  #device;
  #end;
  #payment;

  /**
   * @param {Wallet} wallet
   * @param {{settlementId: string} | {request: string}} asked
   */
  constructor(wallet, asked) {
    this.#wallet = wallet;
    this.#asked = asked;
    this.#device = wallet.device(this.#screen);
    this.#end = new PaymentEnd(this.#device);
    this.#payment = new Payment(this.#device, this.#end);
    this.root = [h("h1", t("pay.title")), this.#notices, this.#live, this.#body, this.#pinned];
    this.#ask();
  }

  /**
   * @param {string} key
   * @param {string} words
   */
  #notice(key, words) {
    if (key === "notice.pinned") {
      this.#pinned.append(h("p", words));
    } else {
      this.#notices.append(noticeMessage(words));
    }
  }

  /** @param {import("./screen.js").Stage} stage */
  #stage(stage) {
    this.#live.replaceChildren(stageMessage(stage, this.#wallet.usesAgent));
  }

  async #ask() {
    try {
      if ("request" in this.#asked) {
        await this.#show(await this.#payment.relay(this.#asked.request));
        return;
      }
      const { settlementId } = this.#asked;
      const answer = await this.#payment.ask(settlementId);
      if ("ended" in answer) {
        await this.#paid(await this.#end.ended(settlementId, answer.ended));
      } else {
        await this.#show(answer.shown);
      }
    } catch (failure) {
      this.#failed(failure, () => this.#ask());
    }
  }

  /** @param {Shown} shown */
  async #show(shown) {
    const { message } = shown.request;
    const { amount } = message;
    const beyond = await this.#beyondLimits(amount);
    const pay = h(
      "button",
      { type: "button", class: "primary big", id: "pay", click: () => this.#pay(shown) },
      beyond.length > 0 ? t("pay.anyway") : t("pay.button", amount),
    );
    this.#live.replaceChildren();
    this.#body.replaceChildren(
      h(
        "section",
        { class: "sheet ask" },
        h("p", { class: "soft" }, t("pay.to")),
        h("p", { class: "store" }, message.iss),
        h("p", { class: "price" }, money(amount)),
        h("p", message.description),
        lineList(message.lines.map((line) => ({ ...line, text: line.description })), amount.currency),
        h("dl", { class: "facts" }, fact(t("pay.until"), h("time", clockTime(message.exp)))),
        h("p", { class: "sealed small" }, t("pay.sealed", message.iss)),
      ),
      ...beyond.map((words) => h("p", { class: "message warning" }, words)),
      h("div", { class: "actions" }, pay),
      readerChooser(this.#wallet),
      h("div", { class: "actions" }, h("a", { class: "button", href: "#" }, t("pay.notNow"))),
      ...this.#otherDevice(shown),
    );
  }

  /**
   * What the holder's own limits say of it.
   *
   * @param {import("./messages.js").Amount} amount
   */
  async #beyondLimits(amount) {
    const limits = await this.#wallet.limits();
    if (limits === undefined || limits.currency !== amount.currency.code) {
      return [];
    }
    const { currency } = amount;
    const words = [];
    if (limits.single !== undefined && amount.minor > limits.single) {
      words.push(t("pay.overSingle", { minor: limits.single, currency }));
    }
    const totals = monthTotals(await this.#wallet.receipts.paid(), new Date());
    const after = (totals.get(currency.code) ?? 0) + amount.minor;
    if (limits.month !== undefined && after > limits.month) {
      words.push(t("pay.overMonth", { minor: after, currency }, { minor: limits.month, currency }));
    }
    return words;
  }

  /** @param {Shown} shown */
  #otherDevice(shown) {
    if (shown.settlementId === undefined || this.#wallet.isAgents) {
      return [];
    }
    const link = `${this.#wallet.clientBase}#settlement=${shown.settlementId}`;
    return [
      h(
        "details",
        h("summary", t("pay.other")),
        h("p", t("pay.otherHint")),
        h("pre", { class: "command" }, h("code", `java -jar client-device.jar pay '${link}'`)),
        h(
          "p",
          `${t("pay.atAgent")} `,
          h("a", { href: `${AGENT_WALLET}#settlement=${shown.settlementId}` }, t("pay.atAgentLink")),
        ),
      ),
    ];
  }

  /** @param {Shown} shown */
  async #pay(shown) {
    this.#body.querySelectorAll("button, select").forEach((control) => control.setAttribute("disabled", ""));
    this.#notices.replaceChildren();
    try {
      await this.#paid(await this.#wallet.withCard(() => this.#payment.pay(shown)));
    } catch (failure) {
      this.#failed(failure, () => this.#ask());
    }
  }

  /** @param {Paid} paid */
  async #paid(paid) {
    this.#wallet.lastRead = undefined;
    const { request, completion } = paid;
    if (request === undefined || completion === undefined) {
      this.#live.replaceChildren();
      this.#body.replaceChildren(h("p", { class: "message success" }, t("pay.paidElsewhere")), toCard());
      return;
    }
    const { iss, amount } = request.message;
    // From now on there is something that the browser should not forget by itself.
    navigator.storage.persist().catch(() => {});
    this.#live.replaceChildren(
      h(
        "div",
        { class: "done", id: "paid" },
        h("p", { class: "tick", "aria-hidden": "true" }, "✓"),
        h("p", { class: "price" }, t("pay.paid", amount)),
        h("p", t("pay.paidTo", iss)),
      ),
    );
    const seals = h("div", sealList(this.#screen.seals));
    const receipt = h("div", { id: "receipt", role: "status" }, h("p", { class: "soft" }, t("pay.awaitReceipt")));
    const show = h("a", { class: "button", href: `#receipt=${paid.settlementId}` }, t("pay.showReceipt"));
    this.#body.replaceChildren(seals, receipt, h("div", { class: "actions" }, show, toCardLink()));
    await this.#receipt({ ...paid, request, completion }, receipt, seals);
  }

  /**
   * @param {Parameters<PaymentEnd["receipt"]>[0]} paid
   * @param {HTMLElement} place
   * @param {HTMLElement} seals
   */
  async #receipt(paid, place, seals) {
    try {
      const receipt = await this.#end.receipt(paid, RECEIPT_WAIT_SECONDS);
      seals.replaceChildren(sealList(this.#screen.seals));
      place.replaceChildren(
        receipt === undefined
          ? noticeMessage(t("pay.noReceiptYet"))
          : h("p", { class: "message success" }, t("pay.receiptThere")),
      );
    } catch (failure) {
      const isLater = failure instanceof DeviceError && ["UNREACHABLE", "SERVER"].includes(failure.outcome);
      place.replaceChildren(isLater ? noticeMessage(t("pay.noReceiptYet")) : failureMessage(failure));
    }
  }

  /**
   * @param {unknown} failure
   * @param {() => void} again
   */
  #failed(failure, again) {
    this.#wallet.lastRead = undefined;
    this.#screen.seals = [];
    this.#live.replaceChildren();
    const retry = h("button", { type: "button", click: () => (this.#clear(), again()) }, t("pay.retry"));
    this.#body.replaceChildren(
      failureMessage(failure),
      h("div", { class: "actions" }, mayTryAgain(failure) ? retry : null, toCardLink()),
    );
  }

  #clear() {
    this.#notices.replaceChildren();
    this.#body.replaceChildren();
  }
}

/**
 * Whether trying again may end otherwise.
 *
 * @param {unknown} failure
 */
function mayTryAgain(failure) {
  return !(failure instanceof DeviceError) || ["CARD", "UNREACHABLE", "SERVER"].includes(failure.outcome);
}

function toCardLink() {
  return h("a", { class: "button", href: "#" }, t("pay.toCard"));
}

function toCard() {
  return h("div", { class: "actions" }, toCardLink());
}
