package fiveseal.valueupdate;

import fiveseal.protocol.UpdateKind;
import java.util.Optional;

/**
 * What a presented card gets next.
 *
 * @param updateId an update that is there already; empty for a new one
 * @param creditId what is owed, for REFUND and LOAD
 * @param amountMinor minor units, for a new REFUND or LOAD
 * @param instead an update that is wanted no more, since its amount does not fit the card now
 */
record Due(
    UpdateKind kind,
    Optional<String> updateId,
    Optional<String> creditId,
    long amountMinor,
    Optional<String> instead) {

  static Due again(UpdateFacts update) {
    return new Due(update.kind(), Optional.of(update.id()), update.creditId(), 0, Optional.empty());
  }

  static Due newVoid() {
    return new Due(UpdateKind.VOID, Optional.empty(), Optional.empty(), 0, Optional.empty());
  }

  static Due part(CreditFacts credit, long amountMinor, Optional<String> instead) {
    return new Due(
        credit.kind().updateKind(),
        Optional.empty(),
        Optional.of(credit.id()),
        amountMinor,
        instead);
  }
}
