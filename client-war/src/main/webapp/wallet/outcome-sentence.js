// @ts-check
// What became of a payment or value update, in one sentence for the holder.

const UNDECIDED = ["ISSUED", "IN_DOUBT"];
const PAID = ["COMPLETED", "RECEIPTED"];
const DONE = "DONE";
const OF_CARD = ["BLOCK", "UNBLOCK", "LIMITS"];

/**
 * @param {string} kind PAYMENT or message 5's
 * @param {string} state the settlement's or update's; one that is not open any more and not a success
 *     means that nothing was taken or given
 * @param {{minor: number, currency: import("./currencies.js").Currency}} amount
 * @param {string | undefined} store whom it was paid to or came from, if that is known
 * @returns {import("./screen.js").Sentence | undefined} undefined if the holder has no use for it
 */
export function outcomeSentence(kind, state, amount, store) {
  const place = store === undefined ? "" : ".at";
  const values = store === undefined ? [amount] : [amount, store];
  switch (kind) {
    case "PAYMENT":
      return { key: `outcome.payment.${payment(state)}${place}`, values };
    case "LOAD":
      return { key: `outcome.load.${load(state)}`, values: [amount] };
    case "REFUND":
      // One that the card did not take is owed as before, and comes at this or another touch.
      return state === DONE ? { key: `outcome.refund${place}`, values } : undefined;
    default:
      return state === DONE && OF_CARD.includes(kind)
        ? { key: `outcome.card.${kind}`, values: [] }
        : undefined;
  }
}

/** @param {string} state */
function payment(state) {
  if (PAID.includes(state)) {
    return "paid";
  }
  if (state === "REVERSED") {
    return "reversed";
  }
  return UNDECIDED.includes(state) ? "undecided" : "none";
}

/** @param {string} state */
function load(state) {
  if (state === DONE) {
    return "done";
  }
  return UNDECIDED.includes(state) ? "undecided" : "none";
}
