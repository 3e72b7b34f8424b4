package fiveseal.mall.shop;

import fiveseal.manager.shop.ShopOrder;
import fiveseal.protocol.SettlementReceipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;

/** A receipt on paper: every lower store's part, the sum, and the way to verify it. */
final class ReceiptPdf {
  private static final int TITLE = 20;
  private static final int STORE = 12;
  private static final int TEXT = 10;
  private static final int SMALL = 8;
  private static final int CODE_SIDE = 120;

  private final ReceiptTexts texts;

  ReceiptPdf(ReceiptTexts texts) {
    this.texts = texts;
  }

  /** The file. */
  byte[] print(PaidReceipt receipt) {
    SettlementReceipt message4 = receipt.message4().message();
    String title = texts.text("title");
    try (ReceiptPaper paper =
        new ReceiptPaper(title + " " + message4.receiptNumber(), texts.language().getLanguage())) {
      paper.write(title, TITLE);
      paper.space(6);
      paper.write(receipt.mallName(), STORE);
      paper.write(texts.text("number", message4.receiptNumber()), TEXT);
      paper.write(texts.text("paidAt", texts.time(receipt.paidAt())), TEXT);
      List<ShopOrder.Part> parts = receipt.order().parts();
      for (int i = 0; i < parts.size(); i++) {
        print(paper, parts.get(i), receipt.numberOf(i), receipt.order().currency());
      }
      paper.rule();
      paper.writeRow(
          texts.text("total"),
          texts.money(receipt.order().amountMinor(), receipt.order().currency()),
          STORE);
      paper.space(24);
      printProof(paper, receipt);
      return paper.finish();
    } catch (IOException e) {
      throw new UncheckedIOException("a receipt could not be printed", e);
    }
  }

  private void print(ReceiptPaper paper, ShopOrder.Part part, String number, String currency)
      throws IOException {
    paper.rule();
    paper.keepTogether(4 * STORE);
    paper.writeRow(part.storeName(), texts.money(part.amountMinor(), currency), STORE);
    paper.write(texts.text("number", number), SMALL);
    paper.write(texts.text("orderRef", part.orderRef()), SMALL);
    paper.space(2);
    if (part.items().isEmpty()) {
      paper.write(part.description(), TEXT);
    }
    for (ShopOrder.Item item : part.items()) {
      paper.writeRow(
          item.quantity() + " × " + item.name(), texts.money(item.amountMinor(), currency), TEXT);
    }
  }

  private void printProof(ReceiptPaper paper, PaidReceipt receipt) throws IOException {
    paper.draw(
        new QrCode(receipt.link()),
        CODE_SIDE,
        List.of(
            texts.text("verify"),
            receipt.link(),
            texts.text("settlement", receipt.message4().message().settlementId()),
            texts.text("digest", HexFormat.of().formatHex(receipt.message4().digest()))),
        SMALL);
  }
}
