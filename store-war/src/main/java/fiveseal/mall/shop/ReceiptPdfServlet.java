package fiveseal.mall.shop;

import fiveseal.mall.Checkout;
import fiveseal.mall.Mall;
import fiveseal.manager.shop.ShopOrder;
import fiveseal.manager.shop.ShopOrders;
import fiveseal.web.Formats;
import fiveseal.web.Languages;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** A paid order's receipt on paper, in the reader's language, for who knows the order. */
@WebServlet("/receipt.pdf")
public class ReceiptPdfServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Mall mall;
  @Inject private transient Checkout checkout;
  @Inject private transient Receipts receipts;
  @Inject private transient Languages languages;
  @Inject private transient Formats formats;
  @EJB private transient ShopOrders orders;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<PaidReceipt> receipt =
        Optional.ofNullable(request.getParameter("order"))
            .filter(id -> mall.isOpen())
            .flatMap(id -> orders.byId(mall.mallId(), id))
            .flatMap(this::receipt);
    if (receipt.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    ReceiptTexts texts = new ReceiptTexts(languages.getCurrent(), formats.getZone());
    byte[] pdf = new ReceiptPdf(texts).print(receipt.get());
    response.setContentType("application/pdf");
    response.setContentLength(pdf.length);
    response.setHeader("Cache-Control", "private, no-store");
    response.setHeader(
        "Content-Disposition",
        "inline; filename=\"receipt-"
            + receipt.get().message4().message().receiptNumber()
            + ".pdf\"");
    response.getOutputStream().write(pdf);
  }

  private Optional<PaidReceipt> receipt(ShopOrder order) {
    return receipts.of(order, checkout.glance(order));
  }
}
