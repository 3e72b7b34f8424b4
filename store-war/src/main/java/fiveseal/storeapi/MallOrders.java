package fiveseal.storeapi;

import fiveseal.protocol.ProtocolException;
import java.util.Optional;
import java.util.OptionalLong;

/** Where orders of lower stores' tills go: to the mall, whose face this API lends them. */
public interface MallOrders {
  /** The state of an order that nobody was asked to pay yet. */
  String OPEN = "OPEN";

  /**
   * Takes an order; the same again is answered as the first time.
   *
   * @param compact {@code fiveseal-order}
   * @return its id
   * @throws ProtocolException as section 1 of the protocol says, {@code conflicting-replay} if
   *     another one was taken under its id
   */
  String take(String compact);

  /**
   * How one of the bearer's own orders stands.
   *
   * @param bearer the store's {@code fiveseal-store-auth} for the mall
   * @throws ProtocolException {@code not-found} if it is not the bearer's own
   */
  View view(String bearer, String orderId);

  /**
   * How an order of a store's stands, as it may see it: its own part and nothing of the others'.
   *
   * @param state {@code OPEN}, or what became of it
   * @param amountMinor minor units
   * @param expiresAt seconds UTC
   * @param paidAt seconds UTC
   * @param receiptNumber of its line, once the mall's receipt is made
   */
  record View(
      String orderId,
      String state,
      long amountMinor,
      String currency,
      long expiresAt,
      OptionalLong paidAt,
      Optional<String> receiptNumber) {}
}
