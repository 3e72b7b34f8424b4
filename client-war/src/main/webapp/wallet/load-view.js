// @ts-check
// A top-up: amount and voucher, the holder's agreement, the card.
import { MINOR_MAX, minorOf } from "./amount-text.js";
import { currencyOf } from "./currencies.js";
import { field, h } from "./dom.js";
import { failureMessage, liveRegion, noticeMessage, readerChooser, sealList, stageMessage } from "./parts.js";
import { Load } from "./load.js";
import { Screen } from "./screen.js";
import { currentLanguage, t } from "./text.js";

/** @typedef {import("./wallet.js").Wallet} Wallet */
/** @typedef {import("./load.js").LoadOrder} LoadOrder */

const CURRENCIES = ["JPY", "EUR", "USD", "GBP", "CHF", "KRW", "AUD", "CAD"];

/** @param {Wallet} wallet */
export function loadView(wallet) {
  return new LoadView(wallet).root;
}

class LoadView {
  #wallet;
  #body = h("div");
  #live = liveRegion("load-status");
  #notices = h("div");

  /** @param {Wallet} wallet */
  constructor(wallet) {
    this.#wallet = wallet;
    this.root = [h("h1", t("load.title")), this.#notices, this.#live, this.#body];
    this.#form();
  }

  #form() {
    const amount = h("input", { type: "text", inputmode: "decimal", autocomplete: "off" });
    const currency = h(
      "select",
      CURRENCIES.map((code) => h("option", { value: code }, nameOf(code))),
    );
    const voucher = h("input", { type: "text", autocomplete: "off", spellcheck: "false", autocapitalize: "none" });
    const wrong = h("div");
    const form = h(
      "form",
      { class: "sheet form", submit },
      field("load-amount", t("load.amount"), amount),
      field("load-currency", t("load.currency"), currency),
      field("load-voucher", t("load.voucher"), voucher, t("load.voucherHint")),
      wrong,
      h("div", { class: "actions" }, h("button", { type: "submit", class: "primary" }, t("load.review"))),
    );
    const confirm = (/** @type {LoadOrder} */ order) => this.#confirm(order);
    this.#body.replaceChildren(h("p", { class: "lead" }, t("load.lead")), form);

    /** @param {Event} event */
    function submit(event) {
      event.preventDefault();
      const unit = currencyOf(currency.value);
      const minor = minorOf(amount.value, unit);
      const code = voucher.value.trim();
      amount.toggleAttribute("aria-invalid", minor === undefined);
      voucher.toggleAttribute("aria-invalid", code === "");
      if (minor === undefined) {
        const from = { minor: 1, currency: unit };
        say(t("load.badAmount", from, { minor: MINOR_MAX, currency: unit }), amount);
      } else if (code === "") {
        say(t("load.badVoucher"), voucher);
      } else {
        const updateId = crypto.randomUUID();
        confirm({ updateId, resumed: false, amount: { minor, currency: unit }, voucher: code });
      }
    }

    /**
     * @param {string} words
     * @param {HTMLElement} control
     */
    function say(words, control) {
      wrong.replaceChildren(h("p", { class: "message error", role: "alert" }, words));
      control.setAttribute("aria-invalid", "true");
      control.focus();
    }
  }

  /** @param {LoadOrder} order */
  #confirm(order) {
    const load = h(
      "button",
      { type: "button", class: "primary big", id: "load", click: () => this.#load(order) },
      t("load.button", order.amount),
    );
    this.#body.replaceChildren(
      h(
        "section",
        { class: "sheet ask" },
        h("p", { class: "price" }, t("load.confirm", order.amount)),
        h("p", { class: "soft" }, t("load.confirmHint")),
      ),
      readerChooser(this.#wallet),
      h("div", { class: "actions" }, load, h("button", { type: "button", click: () => this.#form() }, t("load.change"))),
    );
    load.focus();
  }

  /** @param {LoadOrder} order */
  async #load(order) {
    this.#body.querySelectorAll("button, select").forEach((control) => control.setAttribute("disabled", ""));
    this.#notices.replaceChildren();
    const screen = new Screen(
      (stage) => this.#live.replaceChildren(stageMessage(stage, this.#wallet.usesAgent)),
      ({ key, values }) => this.#notices.append(noticeMessage(t(key, ...values))),
    );
    this.#wallet.lastRead = undefined;
    try {
      await this.#wallet.withCard(() => new Load(this.#wallet.device(screen)).load(order));
      this.#done(order, screen);
    } catch (failure) {
      this.#failed(failure, order);
    }
  }

  /**
   * @param {LoadOrder} order
   * @param {Screen} screen
   */
  #done(order, screen) {
    this.#live.replaceChildren(
      h(
        "div",
        { class: "done", id: "loaded" },
        h("p", { class: "tick", "aria-hidden": "true" }, "✓"),
        h("p", { class: "price" }, t("load.done", order.amount)),
      ),
    );
    this.#body.replaceChildren(
      sealList(screen.seals),
      h("div", { class: "actions" }, h("a", { class: "button", href: "#" }, t("pay.toCard"))),
    );
  }

  /**
   * The same order may be tried again: nothing is loaded twice.
   *
   * @param {unknown} failure
   * @param {LoadOrder} order
   */
  #failed(failure, order) {
    this.#live.replaceChildren();
    const again = { ...order, resumed: true };
    this.#body.replaceChildren(
      failureMessage(failure),
      h(
        "div",
        { class: "actions" },
        h("button", { type: "button", click: () => this.#load(again) }, t("pay.retry")),
        h("button", { type: "button", click: () => this.#form() }, t("load.change")),
      ),
    );
  }
}

/** @param {string} code */
function nameOf(code) {
  const names = new Intl.DisplayNames(currentLanguage(), { type: "currency" });
  return `${code} – ${names.of(code) ?? code}`;
}
