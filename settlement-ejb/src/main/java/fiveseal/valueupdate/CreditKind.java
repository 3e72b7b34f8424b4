package fiveseal.valueupdate;

import fiveseal.protocol.UpdateKind;

/** Why value is owed to a card. */
public enum CreditKind {
  /** A store gives it back. */
  REFUND,
  /** It was debited for a payment that its store had cancelled. */
  REVERSAL,
  /** It was in a card that this one replaces. */
  BALANCE;

  /** How message 5 hands it out. */
  UpdateKind updateKind() {
    return this == BALANCE ? UpdateKind.LOAD : UpdateKind.REFUND;
  }
}
