package fiveseal.manager;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which settlements are wanted; what is empty does not matter.
 *
 * @param store of which mall or independent store; for the operator, others see their own only
 * @param seller a store that sells in it
 * @param state the state as of now
 * @param from first moment of the request, inclusive
 * @param to last moment of the request, exclusive
 * @param amountFromMinor minor units, inclusive; a lower store's amount is that of its own lines
 * @param amountToMinor minor units, inclusive
 * @param amountCurrency ISO 4217 alphabetic, in which both amounts are meant; empty for any
 * @param orderRef exactly, of one of the lines that may be seen
 * @param place where the page begins
 * @param limit 1 … 200
 */
public record SettlementQuery(
    Optional<String> store,
    Optional<String> seller,
    Optional<String> state,
    Optional<Instant> from,
    Optional<Instant> to,
    OptionalLong amountFromMinor,
    OptionalLong amountToMinor,
    Optional<String> amountCurrency,
    Optional<String> settlementId,
    Optional<String> requestId,
    Optional<String> orderRef,
    Place place,
    int limit) {

  /** The greatest number of rows in a page. */
  public static final int LIMIT_MAX = 200;

  public SettlementQuery {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("a page has 1 … " + LIMIT_MAX + " rows");
    }
  }

  /** Everything, newest first. */
  public static SettlementQuery all(int limit) {
    return new SettlementQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Place.newest(),
        limit);
  }

  /** The same wish from another place on. */
  public SettlementQuery at(Place other) {
    return new SettlementQuery(
        store,
        seller,
        state,
        from,
        to,
        amountFromMinor,
        amountToMinor,
        amountCurrency,
        settlementId,
        requestId,
        orderRef,
        other,
        limit);
  }

  /** The same wish in pages of another size. */
  public SettlementQuery by(int rows) {
    return new SettlementQuery(
        store,
        seller,
        state,
        from,
        to,
        amountFromMinor,
        amountToMinor,
        amountCurrency,
        settlementId,
        requestId,
        orderRef,
        place,
        rows);
  }

  /**
   * Where a page begins.
   *
   * @param settlementId the settlement beside the page; empty for the newest page
   * @param older whether the page is of older ones, else of newer ones
   */
  public record Place(Optional<String> settlementId, boolean older) {

    /** The newest page. */
    public static Place newest() {
      return new Place(Optional.empty(), true);
    }

    /** What is older than this settlement. */
    public static Place olderThan(String settlementId) {
      return new Place(Optional.of(settlementId), true);
    }

    /** What is newer than this settlement. */
    public static Place newerThan(String settlementId) {
      return new Place(Optional.of(settlementId), false);
    }
  }
}
