package fiveseal.storedevice;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Digests;
import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.protocol.jws.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptIssuingTest {
  private final SigningKey key = SigningKey.generate();
  private final TestManager manager = TestManager.first();

  private Signed<SettlementReceipt> issue(Journal journal, String message3) {
    CheckedCompletion paid =
        new CompletionCheck(
                Orders.IDENTITY, manager.register(), TestManager.registerOf("mall-1", key), journal)
            .check(message3);
    return new ReceiptIssuing(Orders.IDENTITY, key, journal, () -> Orders.NOW).issue(paid);
  }

  private String paid(Journal journal) {
    String message1 =
        new RequestSigning(Orders.IDENTITY, key, () -> Orders.NOW)
            .sign(
                new RequestCreation(Orders.IDENTITY, Duration.ofMinutes(15), () -> Orders.NOW)
                    .create(Orders.basket("order-1")))
            .compact();
    journal.requestMade("order-1", message1);
    return manager.completion(Orders.SETTLEMENT, message1);
  }

  @Test
  @DisplayName(
      "Claim 21 works: S answers message 3 with message 4, a receipt number per lower store")
  void issue_ofAPaidBasket_namesEveryLine() {
    MemoryJournal journal = new MemoryJournal();
    String message3 = paid(journal);

    Signed<SettlementReceipt> receipt = issue(journal, message3);

    SettlementReceipt verified =
        new Verifier(TestManager.registerOf("mall-1", key))
            .verifyAtIat(receipt.compact(), SettlementReceipt.class)
            .message();
    assertThat(verified.audience()).containsExactly("manager", "client");
    assertThat(verified.completion()).isEqualTo(Base64Url.encode(Digests.sha256(message3)));
    assertThat(verified.lines()).extracting(ReceiptLine::store).containsExactly("bakery", "books");
    assertThat(verified.lines()).extracting(ReceiptLine::amountMinor).containsExactly(480L, 1500L);
    assertThat(verified.lines())
        .extracting(ReceiptLine::receiptNumber)
        .containsExactly(verified.receiptNumber() + "-1", verified.receiptNumber() + "-2");
    assertThat(verified.receiptNumber()).startsWith("20260301-");
    assertThat(journal.byRequest("order-1").orElseThrow().message4()).contains(receipt.compact());
  }

  @Test
  void issue_again_isTheSameBytes() {
    MemoryJournal journal = new MemoryJournal();
    String message3 = paid(journal);

    assertThat(issue(journal, message3).compact()).isEqualTo(issue(journal, message3).compact());
  }

  @Test
  void issue_afterARestart_isTheSameBytes(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("journal.jsonl");
    String before;
    String message3;
    try (FileJournal journal = new FileJournal(file, () -> Orders.NOW)) {
      message3 = paid(journal);
      before = issue(journal, message3).compact();
    }
    try (FileJournal journal = new FileJournal(file, () -> Orders.NOW)) {
      assertThat(issue(journal, message3).compact()).isEqualTo(before);
    }
  }
}
