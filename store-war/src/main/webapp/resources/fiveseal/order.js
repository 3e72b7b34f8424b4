// Looks every two seconds how the order stands, and loads the page anew when that has changed.
const order = document.getElementById("order");
const pauseMillis = 2000;

async function look() {
  try {
    const answer = await fetch(order.dataset.status, { cache: "no-store" });
    if (answer.ok) {
      const { state } = await answer.json();
      if (state !== order.dataset.state || (state === "PAID" && order.dataset.live === "true")) {
        location.reload();
        return;
      }
    }
  } catch {
    // No line just now: look again.
  }
  setTimeout(look, pauseMillis);
}

if (order !== null) {
  setTimeout(look, pauseMillis);
}
