package fiveseal.mall.shop;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * What the shop's forms share. They are plain forms: a shopper needs neither script nor session.
 */
final class ShopAction {
  private final HttpServletRequest request;
  private final HttpServletResponse response;

  ShopAction(HttpServletRequest request, HttpServletResponse response) {
    this.request = request;
    this.response = response;
  }

  String text(String name) {
    return Optional.ofNullable(request.getParameter(name)).orElseThrow(ShopAction::notFound);
  }

  /** A whole number of at most 10 digits; what is none is {@code otherwise}. */
  long number(String name, long otherwise) {
    String value = request.getParameter(name);
    return value != null && value.strip().matches("[0-9]{1,10}")
        ? Long.parseLong(value.strip())
        : otherwise;
  }

  /** On to a page of the shop's, so that reloading it does nothing again. */
  void goTo(String page) throws IOException {
    response.sendRedirect(request.getContextPath() + page);
  }

  static ProtocolException notFound() {
    return new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
  }
}
