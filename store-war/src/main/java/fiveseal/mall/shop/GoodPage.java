package fiveseal.mall.shop;

import fiveseal.mall.Mall;
import fiveseal.manager.shop.Good;
import fiveseal.manager.shop.Showcase;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** One good, to be put into the basket. */
@Named
@RequestScoped
public class GoodPage {
  @Inject private HttpServletRequest request;
  @Inject private Mall mall;
  @EJB private Showcase showcase;

  private Good good;

  public Good getGood() {
    if (good == null) {
      good =
          Optional.ofNullable(request.getParameter("id"))
              .flatMap(id -> showcase.good(mall.mallId(), id))
              .orElseThrow(ShopAction::notFound);
    }
    return good;
  }
}
