package fiveseal.card;

/** What a command is for. */
public enum OwnerKind {
  SETTLEMENT,
  UPDATE
}
