package fiveseal.manager.shop;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order as it was made.
 *
 * @param orderId who knows it may see the order
 * @param requestId of its message 1
 * @param amountMinor of all parts, in minor units
 * @param currency ISO 4217, alphabetic
 * @param ended the state in which it ended unpaid, if the mall knows that
 */
public record ShopOrder(
    String orderId,
    String requestId,
    String mallId,
    String description,
    long amountMinor,
    String currency,
    Instant madeAt,
    List<Part> parts,
    Optional<String> ended) {
  public ShopOrder {
    parts = List.copyOf(parts);
  }

  /**
   * A lower store's part: one line of message 1.
   *
   * @param amountMinor minor units
   * @param items what was ordered; none for a till's order
   */
  public record Part(
      String storeId,
      String storeName,
      String orderRef,
      String description,
      long amountMinor,
      List<Item> items) {
    public Part {
      items = List.copyOf(items);
    }
  }

  /**
   * What was ordered, as it was then.
   *
   * @param priceMinor of one, in minor units
   */
  public record Item(String goodId, String name, int quantity, long priceMinor) {
    /** Minor units. */
    public long amountMinor() {
      return priceMinor * quantity;
    }
  }
}
