package fiveseal.manager.shop;

import java.util.List;
import java.util.Optional;

/**
 * Some open orders of tills.
 *
 * @param next where the following page begins, empty at the end
 */
public record TillOrderPage(List<TillOrder> orders, Optional<String> next) {
  public TillOrderPage {
    orders = List.copyOf(orders);
  }
}
