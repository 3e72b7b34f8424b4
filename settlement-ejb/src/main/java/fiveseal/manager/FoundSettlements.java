package fiveseal.manager;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A page of settlements, newest first whichever way it was reached.
 *
 * @param older the settlement behind which the older page begins; empty if there is none
 * @param newer the settlement before which the newer page ends; empty if there is none
 * @param lookedBackTo the request of the last settlement that was looked at, if looking ended there
 *     though the page is not full: {@code older} (or {@code newer}) goes on from there
 */
public record FoundSettlements(
    List<Row> settlements,
    Optional<String> older,
    Optional<String> newer,
    Optional<Instant> lookedBackTo) {
  public FoundSettlements {
    settlements = List.copyOf(settlements);
  }

  /**
   * A settlement as the tenant may see it; amounts in minor units.
   *
   * @param storeId who asked for it
   * @param amountMinor what the holder pays; for a lower store what its own lines add up to
   * @param refundedMinor what was given back of that
   * @param requestedAt the time in its id
   * @param lines those that may be seen
   */
  public record Row(
      String settlementId,
      String storeId,
      String requestId,
      String state,
      long amountMinor,
      long refundedMinor,
      String currency,
      Instant requestedAt,
      Optional<Instant> completedAt,
      List<Line> lines) {
    public Row {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A line of message 1.
   *
   * @param lineNo from 1, in the order of message 1
   * @param amountMinor minor units
   */
  public record Line(
      int lineNo, String storeId, long amountMinor, String description, String orderRef) {}
}
