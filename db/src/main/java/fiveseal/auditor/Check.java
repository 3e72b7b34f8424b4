package fiveseal.auditor;

/**
 * What the auditor checks, in the order of its report. The first six are the invariants of the
 * ledger, the cards and the evidence; the seventh is what others hold; the rest are what makes them
 * worth believing.
 */
enum Check {
  /** What cards, stores, the operator and the bank have, and what is under way, was loaded. */
  CONSERVATION(1, "conservation", "currencies"),
  /** A card's record, its ledger account and its last accepted answer say the same. */
  CARDS(2, "cards", "cards"),
  /** Every counter of a card has one decided command, and none is left out. */
  COUNTERS(3, "counters", "commands"),
  /** Every executed debit was completed or reversed, once; nothing was completed without one. */
  EXECUTIONS(4, "executions", "executed debits"),
  /** Every stored message verifies with a key that was valid when it was received. */
  SIGNATURES(5, "signatures", "messages"),
  /** Nothing is older than its expiry and one sweep, unless in doubt; nothing hangs prepared. */
  AGES(6, "ages", "open items"),
  /** Every message that stores and holders hold is stored. */
  ANCHORS(7, "anchors", "anchors"),
  /** Causes come before effects, and what happened at once bears one time. */
  ORDER(8, "order", "messages"),
  /** Certificates are what their rows say, and the recorded authority made them. */
  KEYS(9, "keys", "keys"),
  /** Rows say what the messages say, and messages contain each other to the byte. */
  CONTENTS(10, "contents", "messages"),
  /** The transfers are those that messages and contracts demand, no more and no fewer. */
  TRANSFERS(11, "transfers", "transfers"),
  /** Refunds, reversals and moved balances are owed for a reason and handed out once. */
  CREDITS(12, "credits", "credits"),
  /** States follow from the evidence. */
  STATES(13, "states", "settlements and updates"),
  /** A voucher funds one load of exactly its worth. */
  VOUCHERS(14, "vouchers", "vouchers"),
  /** Stores are edited one version after the other, and contracts begin after they were made. */
  STORES(15, "stores", "stores"),
  /** What was written down of balances is the sum of the transfers. */
  BALANCES(16, "balances", "snapshots");

  private final int number;
  private final String title;
  private final String unit;

  Check(int number, String title, String unit) {
    this.number = number;
    this.title = title;
    this.unit = unit;
  }

  /** 1 … 16, as in the report. */
  int number() {
    return number;
  }

  String title() {
    return title;
  }

  /** What is counted, in the plural. */
  String unit() {
    return unit;
  }
}
