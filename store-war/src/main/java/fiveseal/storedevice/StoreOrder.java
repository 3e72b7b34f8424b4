package fiveseal.storedevice;

import fiveseal.protocol.RequestLine;
import java.util.List;

/**
 * What a customer wants to buy, as the store's till says it; not checked yet.
 *
 * @param requestId the store's own id of the order, {@code [A-Za-z0-9._-]{1,64}}
 * @param amountMinor the sum of all lines in minor units
 * @param currency alphabetic ISO 4217 code
 * @param lines one per lower store, or one of the store itself
 */
public record StoreOrder(
    String requestId,
    long amountMinor,
    String currency,
    String description,
    List<RequestLine> lines) {
  public StoreOrder {
    lines = List.copyOf(lines);
  }
}
