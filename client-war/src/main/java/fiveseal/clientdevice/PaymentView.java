package fiveseal.clientdevice;

import fiveseal.protocol.IsoCurrency;
import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A checked payment as the holder sees it: what the store asks for, and its receipt. */
final class PaymentView {
  private final Screen screen;

  PaymentView(Screen screen) {
    this.screen = screen;
  }

  /** Message 1, checked. */
  void request(Signed<SettlementRequest> request) {
    SettlementRequest shown = request.message();
    IsoCurrency currency = shown.amount().currency();
    screen.say("store   " + shown.iss());
    screen.say("for     " + shown.description());
    for (RequestLine line : shown.lines()) {
      line(line.store(), line.description(), line.amountMinor(), currency);
    }
    screen.say("amount  " + AmountText.of(shown.amount()));
    screen.seal(1, request);
    screen.result("requestId", shown.requestId());
    screen.result("store", shown.iss());
    screen.result("amount", shown.amount().minor());
    screen.result("currency", currency.code());
  }

  /** Message 4, checked. */
  void receipt(Signed<SettlementReceipt> receipt) {
    SettlementReceipt shown = receipt.message();
    screen.seal(4, receipt);
    screen.say("receipt " + shown.receiptNumber());
    List<Map<String, Object>> lines = new ArrayList<>();
    for (ReceiptLine line : shown.lines()) {
      line(line.store(), line.receiptNumber(), line.amountMinor(), shown.amount().currency());
      Map<String, Object> member = new LinkedHashMap<>();
      member.put("store", line.store());
      member.put("amount", line.amountMinor());
      member.put("receiptNumber", line.receiptNumber());
      lines.add(member);
    }
    screen.result("receiptNumber", shown.receiptNumber());
    screen.result("lines", lines);
  }

  /** Message 4, wrong. */
  void invalidReceipt(Signed<SettlementRequest> request, String reason) {
    screen.brokenSeal(4, "fiveseal-settlement-receipt", request.message().iss(), reason);
    screen.result("receipt", "INVALID");
  }

  private void line(String store, String text, long amountMinor, IsoCurrency currency) {
    screen.say("  " + store + "  " + text + "  " + AmountText.of(amountMinor, currency));
  }
}
