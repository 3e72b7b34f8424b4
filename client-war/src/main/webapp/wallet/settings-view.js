// @ts-check
// What the holder sets, and whom the wallet trusts.
import { minorOf, typedText } from "./amount-text.js";
import { currencyOf } from "./currencies.js";
import { fact, field, h } from "./dom.js";
import { failureMessage, liveRegion } from "./parts.js";
import { beginPairing, pairingState } from "./reader.js";
import { fingerprintOf } from "./receipt-file.js";
import { currentLanguage, speak, t } from "./text.js";
import { quietScreen } from "./wallet.js";

/** @typedef {import("./wallet.js").Wallet} Wallet */

const PAIRING_LOOK_MILLIS = 1000;

/** The only addresses beside its own server's that the page may reach at all. */
const LOOPBACK_BASE = /^http:\/\/127\.0\.0\.1(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~/-]*)?$/;

/**
 * @param {Wallet} wallet
 * @param {() => void} redraw after another language was chosen
 */
export function settingsView(wallet, redraw) {
  return [
    h("h1", t("settings.title")),
    languagePart(redraw),
    readerPart(wallet),
    limitsPart(wallet),
    trustPart(wallet),
    ...installPart(wallet),
  ];
}

/** @param {() => void} redraw */
function languagePart(redraw) {
  const select = h(
    "select",
    {
      change: () => {
        speak(select.value === "ja" ? "ja" : "en");
        redraw();
      },
    },
    h("option", { value: "en", lang: "en", selected: currentLanguage() === "en" }, t("settings.english")),
    h("option", { value: "ja", lang: "ja", selected: currentLanguage() === "ja" }, t("settings.japanese")),
  );
  return h("section", { class: "sheet form" }, field("language", t("settings.language"), select));
}

/** @param {Wallet} wallet */
function readerPart(wallet) {
  const kind = h(
    "select",
    { change: () => (place.hidden = kind.value !== "agent") },
    h("option", { value: "simulator" }, t("settings.readerSimulated")),
    h("option", { value: "agent" }, t("settings.readerAgent")),
  );
  const base = h("input", { type: "url", autocomplete: "off", spellcheck: "false" });
  const live = liveRegion("reader-status");
  const pair = h("button", { type: "button", click: () => pairWith() }, t("settings.pair"));
  const place = h("div", { class: "form", hidden: true }, field("agent-base", t("settings.readerBase"), base, t("settings.readerBaseHint")), h("div", { class: "actions" }, pair));
  wallet.readerPlace().then((chosen) => {
    kind.value = (chosen?.isAgent ?? wallet.isAgents) ? "agent" : "simulator";
    base.value = chosen?.isAgent ? chosen.base : wallet.defaultAgent;
    place.hidden = kind.value !== "agent";
  });

  /** The agent's address as it was written, or undefined, told to the holder. */
  function agentBase() {
    const written = base.value.trim().replace(/\/+$/, "");
    if (LOOPBACK_BASE.test(written)) {
      return written;
    }
    base.setAttribute("aria-invalid", "true");
    live.replaceChildren(h("p", { class: "message error", role: "alert" }, t("settings.badBase")));
    return undefined;
  }

  /** @param {Event} event */
  async function save(event) {
    event.preventDefault();
    const isAgent = kind.value === "agent";
    const written = isAgent ? agentBase() : undefined;
    if (isAgent && written === undefined) {
      return;
    }
    const before = await wallet.readerPlace();
    const token = before?.base === written ? before?.token : undefined;
    await wallet.setReaderPlace(written === undefined ? undefined : { base: written, isAgent, token });
    live.replaceChildren(h("p", { class: "message success" }, t("settings.saved")));
  }

  async function pairWith() {
    const written = agentBase();
    if (written === undefined) {
      return;
    }
    try {
      const agent = { base: written, isAgent: true };
      const { code, pairingId } = await beginPairing(agent, t("settings.pairName"));
      live.replaceChildren(h("p", t("settings.pairing")), h("p", { class: "code-number" }, code));
      const { state, token } = await pairingEnd(agent, pairingId);
      if (state === "PAIRED" && token !== undefined) {
        await wallet.setReaderPlace({ ...agent, token });
        live.replaceChildren(h("p", { class: "message success" }, t("settings.paired")));
      } else {
        live.replaceChildren(h("p", { class: "message error", role: "alert" }, t("settings.pairRefused")));
      }
    } catch (failure) {
      live.replaceChildren(failureMessage(failure));
    }
  }

  return h(
    "form",
    { class: "sheet form", submit: save },
    h("h2", t("settings.reader")),
    field("reader-kind", t("settings.readerKind"), kind),
    place,
    live,
    h("div", { class: "actions" }, h("button", { type: "submit" }, t("settings.save"))),
  );
}

/**
 * @param {import("./reader.js").ReaderPlace} agent
 * @param {string} pairingId
 */
async function pairingEnd(agent, pairingId) {
  for (;;) {
    const now = await pairingState(agent, pairingId);
    if (now.state !== "PENDING") {
      return now;
    }
    await new Promise((resume) => setTimeout(resume, PAIRING_LOOK_MILLIS));
  }
}

/** @param {Wallet} wallet */
function limitsPart(wallet) {
  const currency = h("select", ["JPY", "EUR", "USD"].map((code) => h("option", { value: code }, code)));
  const single = h("input", { type: "text", inputmode: "decimal", autocomplete: "off" });
  const month = h("input", { type: "text", inputmode: "decimal", autocomplete: "off" });
  const live = liveRegion("limits-status");
  wallet.limits().then((limits) => {
    if (limits !== undefined) {
      const unit = currencyOf(limits.currency);
      currency.value = limits.currency;
      single.value = limits.single === undefined ? "" : typedText(limits.single, unit);
      month.value = limits.month === undefined ? "" : typedText(limits.month, unit);
    }
  });

  /** @param {Event} event */
  async function save(event) {
    event.preventDefault();
    const unit = currencyOf(currency.value);
    const wrong = [single, month].find((input) => input.value.trim() !== "" && minorOf(input.value, unit) === undefined);
    if (wrong !== undefined) {
      const words = t("load.badAmount", { minor: 1, currency: unit }, { minor: 0x7fff_ffff, currency: unit });
      wrong.setAttribute("aria-invalid", "true");
      wrong.focus();
      live.replaceChildren(h("p", { class: "message error", role: "alert" }, words));
      return;
    }
    [single, month].forEach((input) => input.removeAttribute("aria-invalid"));
    await wallet.setLimits({ currency: unit.code, single: minorOf(single.value, unit), month: minorOf(month.value, unit) });
    live.replaceChildren(h("p", { class: "message success" }, t("settings.saved")));
  }

  return h(
    "form",
    { class: "sheet form", submit: save },
    h("h2", t("settings.limits")),
    h("p", { class: "soft" }, t("settings.limitsHint")),
    field("limit-currency", t("settings.limitCurrency"), currency),
    field("limit-single", t("settings.limitSingle"), single),
    field("limit-month", t("settings.limitMonth"), month, t("settings.noLimit")),
    live,
    h("div", { class: "actions" }, h("button", { type: "submit" }, t("settings.save"))),
  );
}

/** @param {Wallet} wallet */
function trustPart(wallet) {
  const body = h("div", { id: "trust" });
  const draw = async () => body.replaceChildren(...(await trusted(wallet, draw)));
  draw();
  return h("section", { class: "sheet" }, h("h2", t("settings.trust")), h("p", { class: "soft" }, t("settings.trustHint")), body);
}

/**
 * @param {Wallet} wallet
 * @param {() => Promise<void>} draw
 */
async function trusted(wallet, draw) {
  const pins = await wallet.pins();
  if (pins === undefined) {
    const wrong = h("div");
    const ask = async () => {
      try {
        await wallet.device(quietScreen()).keys.managerId();
        await draw();
      } catch (failure) {
        wrong.replaceChildren(failureMessage(failure));
      }
    };
    return [h("p", t("settings.notPinned")), wrong, h("div", { class: "actions" }, h("button", { type: "button", click: ask }, t("settings.pinNow")))];
  }
  const kids = Object.entries(pins.kids).flatMap(([owner, list]) =>
    fact(t("settings.keysOf", owner), ...list.map((kid) => h("div", { class: "mono" }, kid))),
  );
  return [
    h(
      "dl",
      { class: "facts" },
      fact(t("settings.manager"), pins.managerId),
      fact(t("settings.fingerprint"), h("span", { class: "mono", id: "fingerprint" }, await fingerprintOf(pins.operatorCa))),
      kids,
    ),
    forgetPart(wallet, draw),
  ];
}

/**
 * @param {Wallet} wallet
 * @param {() => Promise<void>} draw
 */
function forgetPart(wallet, draw) {
  const part = h("div");
  const begin = () =>
    part.replaceChildren(h("button", { type: "button", class: "danger", click: sure }, t("settings.forget")));
  const sure = () =>
    part.replaceChildren(
      h("p", { role: "alert" }, t("settings.forgetSure")),
      h(
        "div",
        { class: "actions" },
        h("button", { type: "button", class: "danger", click: forget }, t("settings.forgetYes")),
        h("button", { type: "button", click: begin }, t("settings.forgetNo")),
      ),
    );
  const forget = async () => {
    await wallet.forgetPins();
    await draw();
  };
  begin();
  return part;
}

/** @param {Wallet} wallet */
function installPart(wallet) {
  const { installer } = wallet;
  if (installer === undefined) {
    return [];
  }
  return [
    h(
      "section",
      { class: "sheet" },
      h("h2", t("settings.install")),
      h("p", { class: "soft" }, t("settings.installHint")),
      h("div", { class: "actions" }, h("button", { type: "button", click: () => installer.prompt() }, t("settings.installButton"))),
    ),
  ];
}
