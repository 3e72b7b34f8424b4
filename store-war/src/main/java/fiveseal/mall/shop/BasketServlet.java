package fiveseal.mall.shop;

import fiveseal.mall.Mall;
import fiveseal.manager.shop.Baskets;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Puts goods into the basket and takes them out. */
@WebServlet({"/basket/put", "/basket/set", "/basket/accept"})
public class BasketServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Mall mall;
  @EJB private transient Baskets baskets;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      ShopAction action = new ShopAction(request, response);
      String said =
          switch (request.getServletPath()) {
            case "/basket/put" -> put(action, request, response);
            case "/basket/set" -> set(action, request);
            default -> accept(request);
          };
      action.goTo("/basket?said=" + said);
    } catch (ProtocolException e) {
      response.sendError(e.code().status());
    }
  }

  private String put(ShopAction action, HttpServletRequest request, HttpServletResponse response) {
    String secret = BasketCookie.secret(request).orElseGet(baskets::newSecret);
    try {
      baskets.put(
          mall.mallId(),
          secret,
          action.text("good"),
          (int) Math.min(action.number("quantity", 1), Integer.MAX_VALUE),
          action.number("seen", 0));
    } catch (ProtocolException e) {
      return refused(e);
    }
    BasketCookie.give(request, response, secret);
    return "put";
  }

  private String set(ShopAction action, HttpServletRequest request) {
    Optional<String> secret = BasketCookie.secret(request);
    if (secret.isEmpty()) {
      return "gone";
    }
    long quantity = action.number("quantity", -1);
    try {
      baskets.set(secret.get(), action.text("good"), (int) Math.min(quantity, 100));
    } catch (ProtocolException e) {
      return refused(e);
    }
    return quantity == 0 ? "taken" : "set";
  }

  private String accept(HttpServletRequest request) {
    BasketCookie.secret(request).ifPresent(baskets::acceptPrices);
    return "accepted";
  }

  private static String refused(ProtocolException e) {
    return e.code() == ErrorCode.NOT_FOUND ? "gone" : "refused";
  }
}
