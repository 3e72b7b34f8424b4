package fiveseal.ledger;

/** What a transfer is for. */
public record Subject(Kind kind, String id) {
  /** Exactly one of these. */
  public enum Kind {
    SETTLEMENT,
    UPDATE,
    CREDIT,
    DECISION
  }

  public static Subject settlement(String id) {
    return new Subject(Kind.SETTLEMENT, id);
  }

  public static Subject update(String id) {
    return new Subject(Kind.UPDATE, id);
  }

  /** Value that is owed to a card. */
  public static Subject credit(String id) {
    return new Subject(Kind.CREDIT, id);
  }

  /** A decision of two operators. */
  public static Subject decision(String id) {
    return new Subject(Kind.DECISION, id);
  }

  String idIf(Kind wanted) {
    return kind == wanted ? id : null;
  }
}
