package fiveseal.manager.shop;

import fiveseal.manager.Tenant;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.Local;
import java.util.List;
import java.util.Optional;

/** Orders of shoppers and of lower stores' tills, kept before anybody is asked to pay. */
@Local
public interface ShopOrders {

  /**
   * Makes the order out of a basket and empties it, in one transaction.
   *
   * @param orderId as the basket tells it; the same again is the order that was made
   * @throws ProtocolException {@code not-found} if there is neither such a basket nor such an order
   *     of it; {@code conflicting-replay} if something in it has changed since the shopper saw it
   *     or can no longer be bought; {@code message-refused} if it is empty or too dear for one card
   */
  ShopOrder order(String mallId, String secret, String orderId);

  Optional<ShopOrder> byId(String mallId, String orderId);

  /**
   * The order whose message 4 this is.
   *
   * @param digest SHA-256 of its compact string, 32 bytes
   */
  Optional<ShopOrder> byReceipt(String mallId, byte[] digest);

  /** What came of a basket lately, newest first: who has its secret ordered it. */
  List<PastOrder> ofBasket(String mallId, String secret);

  /**
   * Whether all the stores of an order sell now; if one does not, nobody is asked to pay it any
   * more.
   */
  boolean allSell(ShopOrder order);

  /** Keeps that an order ended unpaid; what was kept first stays. */
  void ended(String orderId, String state);

  /**
   * Keeps a till's order that was verified.
   *
   * @return whether it is new; if not, the very message was kept before
   * @throws ProtocolException {@code conflicting-replay} if another one is kept under its id,
   *     {@code message-refused} if it is new and its store does not sell now
   */
  boolean keep(TillOrder order);

  Optional<TillOrder> tillOrder(String storeId, String orderId);

  /**
   * Orders of the tenant's stores that may still be paid and are in no bundle, newest first.
   *
   * @param text that stands in the order's id or description
   */
  TillOrderPage open(Tenant tenant, Optional<String> text, Optional<String> after, int limit);

  /**
   * Makes one order out of several of the tills'. Exactly the same ones again are the order that
   * was made of them, whatever became of it since.
   *
   * @throws ProtocolException {@code not-found} if one is not open or not of the mall's lower
   *     stores, or stands in another bundle; {@code message-refused} if the store of one does not
   *     sell now, if they are of several currencies, more than 100 or none, or too dear for one
   *     card
   */
  ShopOrder bundle(Tenant tenant, List<TillOrderKey> orders);
}
