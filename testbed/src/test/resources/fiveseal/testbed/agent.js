// What a wallet does with an agent, in the fewest lines: pair, touch the card, pay. The last argument takes the end.
"use strict";

const [agent, reader, settlement, done] = arguments;
const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
const bytes = (text) => Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
const base64url = (array) => btoa(String.fromCharCode(...array)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const unbase64url = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

let token = "";

async function ask(method, url, body) {
  const headers = { "Content-Type": "application/json" };
  if (url.startsWith(agent) && token) {
    headers.Authorization = "Bearer " + token;
  }
  const response = await fetch(url, { method, headers, body: body && JSON.stringify(body), credentials: "omit" });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(response.status + " " + text);
  }
  return text;
}

const apdu = async (command, message) =>
  bytes(JSON.parse(await ask("POST", agent + "/api/v1/readers/" + reader + "/apdu", { apdu: command, message })).response);

async function pair() {
  const begun = JSON.parse(await ask("POST", agent + "/api/v1/pairing", { name: "A page of the tests" }));
  for (;;) {
    const told = JSON.parse(await ask("GET", agent + "/api/v1/pairing/" + begun.pairingId));
    if (told.state !== "PENDING") {
      token = told.token;
      return begun.code;
    }
  }
}

async function pay() {
  const code = await pair();
  const selected = await apdu("00a4040009f0464956455345414c00");
  const session = await apdu("8050000000");
  const initialize = { cardNumber: hex(selected.slice(1, 9)), data: base64url(session.slice(0, 34)) };
  const message2 = await ask("POST", "/client/api/v1/settlements/" + settlement + "/card", { initialize });
  const payload = JSON.parse(new TextDecoder().decode(unbase64url(message2.split(".")[1])));
  const command = "8052000040" + hex(unbase64url(payload.command)) + "00";
  const bare = await apdu(command).then(() => "executed", (refusal) => refusal.message);
  const answered = await apdu(command, message2);
  const counter = new DataView(session.buffer).getUint32(0);
  const end = await ask("POST", "/client/api/v1/settlements/" + settlement + "/card-answer", {
    counter,
    answer: base64url(answered.slice(0, 64)),
  });
  return { code, bare, state: JSON.parse(end).state };
}

pay().then(
  (paid) => done(JSON.stringify(paid)),
  (failure) => done(JSON.stringify({ failure: String(failure) })));
