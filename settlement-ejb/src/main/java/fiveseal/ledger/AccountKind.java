package fiveseal.ledger;

/** What an account is for. */
public enum AccountKind {
  /** Mirrors a card. */
  CARD,
  /** What the operator owes a store. */
  STORE,
  /** A mall's part of its lower stores' sales. */
  MALL_COMMISSION,
  /** The operator's part of the sales. */
  OPERATOR_FEE,
  /** Where value comes from. */
  FUNDING,
  /** Paid for and not yet in a card. */
  LOAD_IN_TRANSIT,
  /** Given back by a store and not yet in a card. */
  REFUND_IN_TRANSIT,
  /** Where value goes when it is paid out. */
  BANK,
  /** What operators decided about cards whose word contradicted the record. */
  DISCREPANCIES
}
