package fiveseal.valueupdate;

import fiveseal.protocol.UpdateKind;
import java.util.Optional;

/**
 * What the rules look at of an update that waits for a card or is out.
 *
 * @param status as of now
 * @param releasing whether it is the VOID that releases a stopped card
 * @param amountMinor minor units, or 0
 */
record UpdateFacts(
    String id,
    UpdateKind kind,
    UpdateStatus status,
    Optional<String> creditId,
    boolean releasing,
    long amountMinor) {

  boolean isIssuable() {
    return status == UpdateStatus.REQUESTED || status == UpdateStatus.ISSUED;
  }
}
