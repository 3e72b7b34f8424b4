package fiveseal.manager;

import java.util.List;

/**
 * The keys in use, by their public data.
 *
 * @param managerKeys authorities and signing keys of all times, newest first
 * @param endingStoreKeys the stores' keys in use that end within the next 60 days, soonest first,
 *     200 at most
 * @param cardKeyVersion the version of the card master key that new cards get
 * @param cardKeys the versions that cards last proved, oldest first
 */
public record KeyReport(
    List<ManagerKeyRow> managerKeys,
    List<StoreKeyRow> endingStoreKeys,
    int cardKeyVersion,
    List<CardKeyRow> cardKeys) {

  /**
   * A key of the manager.
   *
   * @param kid RFC 7638 thumbprint
   * @param purpose {@code AUTHORITY} or {@code SIGNING}
   * @param notBefore seconds UTC
   * @param notAfter seconds UTC
   * @param inUse whether it is the one that signs now
   */
  public record ManagerKeyRow(
      String kid, String purpose, long notBefore, long notAfter, boolean inUse) {}

  /**
   * A store's key that ends soon.
   *
   * @param kid RFC 7638 thumbprint
   * @param notAfter seconds UTC
   * @param ended whether that is over
   */
  public record StoreKeyRow(
      String kid, String storeId, String storeName, long notAfter, boolean ended) {}

  /**
   * A version of the card master key.
   *
   * @param cards how many cards last proved it, counted up to {@code counted}
   * @param counted so far and no further
   */
  public record CardKeyRow(int version, long cards, long counted) {

    /** Whether there are more than were counted. */
    public boolean isMore() {
      return cards > counted;
    }
  }
}
