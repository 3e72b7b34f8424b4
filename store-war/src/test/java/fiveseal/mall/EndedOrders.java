package fiveseal.mall;

import fiveseal.manager.Tenant;
import fiveseal.manager.shop.PastOrder;
import fiveseal.manager.shop.ShopOrder;
import fiveseal.manager.shop.ShopOrders;
import fiveseal.manager.shop.TillOrder;
import fiveseal.manager.shop.TillOrderKey;
import fiveseal.manager.shop.TillOrderPage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Remembers how orders ended and which stores stopped selling, and nothing else. */
final class EndedOrders implements ShopOrders {
  private final Map<String, String> states = new HashMap<>();

  /** Stores that stopped selling. */
  final Set<String> stopped = new HashSet<>();

  Optional<String> of(String orderId) {
    return Optional.ofNullable(states.get(orderId));
  }

  @Override
  public void ended(String orderId, String state) {
    states.putIfAbsent(orderId, state);
  }

  @Override
  public boolean allSell(ShopOrder order) {
    return order.parts().stream().noneMatch(part -> stopped.contains(part.storeId()));
  }

  @Override
  public ShopOrder order(String mallId, String secret, String orderId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<ShopOrder> byId(String mallId, String orderId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<PastOrder> ofBasket(String mallId, String secret) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<ShopOrder> byReceipt(String mallId, byte[] digest) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean keep(TillOrder order) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<TillOrder> tillOrder(String storeId, String orderId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TillOrderPage open(
      Tenant tenant, Optional<String> text, Optional<String> after, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ShopOrder bundle(Tenant tenant, List<TillOrderKey> orders) {
    throw new UnsupportedOperationException();
  }
}
