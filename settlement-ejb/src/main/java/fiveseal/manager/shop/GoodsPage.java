package fiveseal.manager.shop;

import java.util.List;
import java.util.Optional;

/**
 * Some goods.
 *
 * @param next where the following page begins, empty at the end
 */
public record GoodsPage(List<Good> goods, Optional<String> next) {
  public GoodsPage {
    goods = List.copyOf(goods);
  }
}
