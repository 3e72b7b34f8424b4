// Keeps the wallet's own files, so that it opens without a connection: card and receipts can be read
// then. What is newer on the server goes first; what the manager or a reader says is never kept.
const KEPT = "fiveseal-wallet";
const FILES = [
  "./",
  "amount-text.js",
  "apdu.js",
  "api.js",
  "app.js",
  "base64url.js",
  "card-output.js",
  "card-view.js",
  "certificates.js",
  "checks.js",
  "currencies.js",
  "database.js",
  "declined.js",
  "der.js",
  "device.js",
  "dom.js",
  "doubts.js",
  "errors.js",
  "fiveseal.css",
  "json.js",
  "jws.js",
  "keys.js",
  "load-view.js",
  "load.js",
  "manifest.json",
  "mark.svg",
  "message-receiver.js",
  "messages.js",
  "offered-keys.js",
  "outcome-sentence.js",
  "parts.js",
  "pay-link.js",
  "pay-view.js",
  "payment-end.js",
  "payment.js",
  "pins.js",
  "presentation.js",
  "reader.js",
  "reasons-ja.js",
  "receipt-file.js",
  "receipt-page.js",
  "receipt.html",
  "receipts-store.js",
  "receipts-view.js",
  "screen.js",
  "seen-commands.js",
  "server.js",
  "settings-view.js",
  "successions.js",
  "text-en.js",
  "text-ja.js",
  "text.js",
  "unfinished.js",
  "wallet.css",
  "wallet.js",
];
const OWN = new Set(FILES.map((file) => new URL(file, self.registration.scope).href));

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(KEPT)
      .then((kept) => kept.addAll(FILES.map((file) => new Request(file, { cache: "reload" }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

/** The address of one of the wallet's files, without query and fragment. */
function ownFile(request) {
  const url = new URL(request.url);
  const address = (url.origin + url.pathname).replace(/\/index\.html$/, "/");
  return request.method === "GET" && OWN.has(address) ? address : undefined;
}

async function newestOrKept(request, address) {
  const kept = await caches.open(KEPT);
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      await kept.put(address, answer.clone());
      return answer;
    }
  } catch {
    // No connection: what is kept.
  }
  return (await kept.match(address)) ?? Response.error();
}

self.addEventListener("fetch", (event) => {
  const address = ownFile(event.request);
  if (address !== undefined) {
    event.respondWith(newestOrKept(event.request, address));
  }
});
