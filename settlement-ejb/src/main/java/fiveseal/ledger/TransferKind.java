package fiveseal.ledger;

/** Why money moves. */
public enum TransferKind {
  PAYMENT,
  COMMISSION,
  FEE,
  LOAD_FUNDED,
  LOAD_DONE,
  LOAD_RETURNED
}
