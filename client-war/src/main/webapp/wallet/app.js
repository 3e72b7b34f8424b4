// @ts-check
// The wallet's pages: which one is shown stands behind # in the address, so it never reaches a log.
import { cardView } from "./card-view.js";
import { h } from "./dom.js";
import { loadView } from "./load-view.js";
import { isUuid } from "./messages.js";
import { payView } from "./pay-view.js";
import { receiptView, receiptsView } from "./receipts-view.js";
import { settingsView } from "./settings-view.js";
import { currentLanguage, t } from "./text.js";
import { Wallet } from "./wallet.js";

const TABS = [
  { name: "card", hash: "#" },
  { name: "load", hash: "#load" },
  { name: "receipts", hash: "#receipts" },
  { name: "settings", hash: "#settings" },
];

const wallet = new Wallet();
let isDemo = false;
const main = h("main", { id: "content", tabindex: "-1" });

/** @returns {{tab: string, children: Array<Node>}} */
function page() {
  const [, name, value] = /^#([a-z]*)(?:=(.*))?$/.exec(location.hash) ?? [];
  if (name === "settlement" && isUuid(value ?? "")) {
    return { tab: "card", children: payView(wallet, { settlementId: value }) };
  }
  if (name === "request" && value) {
    return { tab: "card", children: payView(wallet, { request: value }) };
  }
  if (name === "receipt" && isUuid(value ?? "")) {
    return { tab: "receipts", children: receiptView(wallet, value) };
  }
  switch (name) {
    case "load":
      return { tab: "load", children: loadView(wallet) };
    case "receipts":
      return { tab: "receipts", children: receiptsView(wallet) };
    case "settings":
      return { tab: "settings", children: settingsView(wallet, draw) };
    default:
      return { tab: "card", children: cardView(wallet) };
  }
}

function draw() {
  const { tab, children } = page();
  document.documentElement.lang = currentLanguage();
  document.title = `${t(`nav.${tab}`)} – ${t("app.title")} – Fiveseal`;
  main.replaceChildren(...children);
  document.body.replaceChildren(
    h("a", { class: "skip", href: "#content", click: skip }, t("app.skip")),
    isDemo ? h("p", { class: "demo", role: "note" }, t("app.demo")) : "",
    h("header", { class: "top" }, brand()),
    h("nav", { class: "tabs", "aria-label": t("app.nav") }, h("ul", TABS.map((each) => h("li", link(each, tab))))),
    main,
    h("footer", { class: "bottom" }, h("p", t("app.footer"))),
  );
}

/** @param {Event} event */
function skip(event) {
  event.preventDefault();
  main.focus();
}

function brand() {
  return h(
    "a",
    { class: "brand", href: "#" },
    h("img", { src: "mark.svg", alt: "", width: 28, height: 28 }),
    h("span", "Fiveseal"),
    h("span", { class: "area" }, t("app.title")),
  );
}

/**
 * @param {{name: string, hash: string}} each
 * @param {string} tab
 */
function link({ name, hash }, tab) {
  return h("a", { href: hash, "aria-current": name === tab ? "page" : undefined }, t(`nav.${name}`));
}

window.addEventListener("hashchange", () => {
  draw();
  main.focus({ preventScroll: true });
  window.scrollTo(0, 0);
});
draw();

wallet.readers().then(
  ({ place }) => {
    isDemo = !place.isAgent;
    if (isDemo) {
      document.querySelector(".skip")?.after(h("p", { class: "demo", role: "note" }, t("app.demo")));
    }
  },
  () => {
    // Without readers nothing is simulated.
  },
);

window.addEventListener("beforeinstallprompt", (offer) => {
  offer.preventDefault();
  wallet.installer = /** @type {any} */ (offer);
});

if ("serviceWorker" in navigator) {
  // Without it the wallet works as well, only not without a connection.
  navigator.serviceWorker.register("sw.js").catch(() => {});
}
