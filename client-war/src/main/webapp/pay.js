// Shows which payment the address names. The id stands behind the hash sign, so it never reaches a log.
"use strict";

function show() {
  const form = /^#settlement=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
  const found = form.exec(window.location.hash);
  const url = window.location.href.split("#")[0];
  document.getElementById("payment").hidden = !found;
  document.getElementById("none").hidden = Boolean(found);
  document.getElementById("settlement").textContent = found ? found[1] : "";
  document.getElementById("command").textContent =
    "java -jar client-device.jar pay " + (found ? "'" + url + found[0] + "'" : "<url>");
}

window.addEventListener("hashchange", show);
show();
