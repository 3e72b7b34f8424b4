package fiveseal.mall.shop;

import fiveseal.mall.Checkout;
import fiveseal.mall.Mall;
import fiveseal.manager.shop.ShopOrder;
import fiveseal.manager.shop.ShopOrders;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.storedevice.ManagerRefusal;
import fiveseal.storedevice.ManagerUnreachable;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Makes the order of a basket, cancels an order, and tells how one stands. */
@WebServlet({"/order/make", "/order/cancel", "/order/status"})
public class OrderServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Mall mall;
  @Inject private transient Checkout checkout;
  @EJB private transient ShopOrders orders;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      ShopAction action = new ShopAction(request, response);
      switch (request.getServletPath()) {
        case "/order/make" -> make(action, request);
        case "/order/cancel" -> cancel(action);
        default -> throw ShopAction.notFound();
      }
    } catch (ProtocolException e) {
      response.sendError(e.code().status());
    }
  }

  private void make(ShopAction action, HttpServletRequest request) throws IOException {
    String secret = BasketCookie.secret(request).orElseThrow(ShopAction::notFound);
    try {
      ShopOrder order = orders.order(mall.mallId(), secret, action.text("order"));
      action.goTo("/order?id=" + order.orderId());
    } catch (ProtocolException e) {
      if (e.code() == ErrorCode.NOT_FOUND) {
        throw e;
      }
      action.goTo(
          e.code() == ErrorCode.CONFLICTING_REPLAY
              ? "/basket?said=changed"
              : "/basket?said=refused");
    }
  }

  private void cancel(ShopAction action) throws IOException {
    ShopOrder order = found(action.text("id"));
    String said = "";
    try {
      checkout.cancel(order);
    } catch (ManagerRefusal | ManagerUnreachable e) {
      said = "&said=notCancelled";
    }
    action.goTo("/order?id=" + order.orderId() + said);
  }

  /** For the page's own script: the state's name, so that it knows when to load the page anew. */
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      if (!request.getServletPath().equals("/order/status")) {
        throw ShopAction.notFound();
      }
      ShopOrder order = found(new ShopAction(request, response).text("id"));
      String state = checkout.glance(order).state().name();
      response.setContentType("application/json");
      response.setHeader("Cache-Control", "no-store");
      response
          .getOutputStream()
          .write(("{\"state\":\"" + state + "\"}").getBytes(StandardCharsets.US_ASCII));
    } catch (ProtocolException e) {
      response.sendError(e.code().status());
    }
  }

  private ShopOrder found(String orderId) {
    return orders.byId(mall.mallId(), orderId).orElseThrow(ShopAction::notFound);
  }
}
