package fiveseal.valueupdate;

/** Where a credit stands: DUE → ISSUED → DONE, DUE again when its update is void or declined. */
public enum CreditState {
  DUE,
  /** A message 5 for it, or for a part of it, is out. */
  ISSUED,
  /** The card proved that it has all of it. */
  DONE
}
