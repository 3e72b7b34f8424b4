package fiveseal.mall.shop;

import fiveseal.mall.Mall;
import fiveseal.mall.OrderStatus;
import fiveseal.manager.shop.ShopOrder;
import fiveseal.protocol.Base64Url;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Receipts of paid orders, and the address under which anyone can verify one. */
@ApplicationScoped
public class Receipts {
  @Inject Mall mall;

  /** Empty as long as there is no receipt. */
  public Optional<PaidReceipt> of(ShopOrder order, OrderStatus status) {
    return status
        .receipt()
        .map(
            message4 ->
                new PaidReceipt(
                    mall.name(),
                    order,
                    message4,
                    status.paidAt().orElseThrow(),
                    mall.base() + "/receipt?digest=" + Base64Url.encode(message4.digest())));
  }
}
