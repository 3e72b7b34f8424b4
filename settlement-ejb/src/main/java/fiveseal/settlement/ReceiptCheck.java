package fiveseal.settlement;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;
import java.util.List;

/** Whether message 4 is the receipt of exactly this completion (claim 14). */
public final class ReceiptCheck {
  private ReceiptCheck() {}

  /**
   * @throws ProtocolException {@code message-refused} with the first difference
   */
  public static void check(
      SettlementReceipt receipt,
      Signed<SettlementCompletion> completion,
      SettlementRequest request) {
    SettlementCompletion completed = completion.message();
    require(receipt.iss().equals(completed.aud()), "the receipt is of another store");
    require(receipt.settlementId().equals(completed.settlementId()), "another settlement");
    require(receipt.requestId().equals(completed.requestId()), "another request");
    require(
        receipt.completion().equals(Base64Url.encode(completion.digest())),
        "the receipt is not for this completion");
    require(receipt.amount().equals(completed.amount()), "another amount");
    List<String> received = receipt.lines().stream().map(ReceiptCheck::storeAndAmount).toList();
    List<String> requested = request.lines().stream().map(ReceiptCheck::storeAndAmount).toList();
    require(received.equals(requested), "the lines are not the request's");
  }

  private static String storeAndAmount(ReceiptLine line) {
    return line.store() + ' ' + line.amountMinor();
  }

  private static String storeAndAmount(RequestLine line) {
    return line.store() + ' ' + line.amountMinor();
  }

  private static void require(boolean condition, String detail) {
    if (!condition) {
      throw ProtocolException.refused(detail);
    }
  }
}
