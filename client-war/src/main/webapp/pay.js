// Goes on to the wallet with the payment that the address names. The id stands behind the hash sign, so
// it never reaches a log.
"use strict";

function goOn() {
  if (/^#settlement=[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(window.location.hash)) {
    window.location.replace("wallet/" + window.location.hash);
  }
}

window.addEventListener("hashchange", goOn);
goOn();
