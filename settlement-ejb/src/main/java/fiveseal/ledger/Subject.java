package fiveseal.ledger;

import java.util.Optional;

/** What a transfer is for: exactly one of a settlement and a value update. */
public record Subject(Optional<String> settlementId, Optional<String> updateId) {
  public static Subject settlement(String id) {
    return new Subject(Optional.of(id), Optional.empty());
  }

  public static Subject update(String id) {
    return new Subject(Optional.empty(), Optional.of(id));
  }
}
