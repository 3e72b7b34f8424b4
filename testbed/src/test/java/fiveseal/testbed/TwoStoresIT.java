package fiveseal.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.jws.Signed;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** An order at two stores: a receipt number for each, and one line given back once. */
class TwoStoresIT extends OnDeployedMall {
  private static final Pattern ORDER = Pattern.compile("name=\"order\" value=\"([^\"]+)\"");
  private static final Pattern PAY = Pattern.compile("#settlement=([0-9a-f-]{36})");

  private final Mall mall = Mall.get();

  private record Bought(String order, String settlement) {}

  /** A loaf and a novel, ordered and paid. */
  private Bought bought() {
    RawPages shopper = RawPages.of(mall);
    put(shopper, "bakery-rye", "580");
    put(shopper, "books-novel", "1500");
    Matcher made = ORDER.matcher(shopper.text("/checkout"));
    assertThat(made.find()).isTrue();
    String order =
        shopper
            .post("/order/make", Map.of("order", made.group(1)))
            .headers()
            .firstValue("Location")
            .orElseThrow()
            .replaceFirst("^.*/store", "");
    Matcher pay = PAY.matcher(shopper.text(order));
    assertThat(pay.find()).isTrue();
    Holder.withNewCard(mall, "reader-7", 10_000).pay(pay.group(1)).require(200);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> mall.trace(pay.group(1)).state().equals("RECEIPTED"));
    return new Bought(order, pay.group(1));
  }

  private static void put(RawPages shopper, String good, String price) {
    assertThat(
            shopper
                .post("/basket/put", Map.of("good", good, "quantity", "1", "seen", price))
                .statusCode())
        .isIn(302, 303);
  }

  private String value(String sql, String id) throws SQLException {
    try (Connection connection = mall.database();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, id);
      try (ResultSet row = query.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getString(1);
      }
    }
  }

  @Test
  void receipt_hasANumberForEachStore_onThePageAndOnPaper() throws Exception {
    Bought bought = bought();
    SettlementReceipt receipt =
        Signed.parse(
                value(
                    "select compact from settlement.evidence where subject_id = ? and seal = 4",
                    bought.settlement()),
                SettlementReceipt.class)
            .message();
    List<String> numbers = receipt.lines().stream().map(ReceiptLine::receiptNumber).toList();
    assertThat(numbers).hasSize(2).doesNotHaveDuplicates();

    String page = RawPages.of(mall).text(bought.order());
    String[] parts = page.split("class=\"sheet part\"");
    assertThat(parts).hasSize(3);
    for (int part = 0; part < 2; part++) {
      assertThat(parts[part + 1]).contains(numbers.get(part)).doesNotContain(numbers.get(1 - part));
    }
    String paper = paper(bought.order());
    assertThat(paper).contains(numbers).contains(receipt.receiptNumber());
  }

  private String paper(String order) throws IOException {
    HttpResponse<byte[]> pdf =
        RawPages.of(mall).get(order.replace("/order?id=", "/receipt.pdf?order="));
    assertThat(pdf.headers().firstValue("Content-Type")).contains("application/pdf");
    try (PDDocument document = Loader.loadPDF(pdf.body())) {
      return new PDFTextStripper().getText(document);
    }
  }

  @Test
  void refund_byTwoAdminsAtOnce_isGivenOnce() throws Exception {
    String id = bought().settlement();
    String confirmation = "/console/refund?id=" + id + "&line=1&next=c&amount=580&reason=RETURNED";
    List<Callable<HttpResponse<byte[]>>> presses = new ArrayList<>();
    CountDownLatch ready = new CountDownLatch(2);
    for (String user : List.of("mall-admin", "bakery")) {
      RawPages pages = RawPages.of(mall, user);
      Map<String, String> form = pages.form(confirmation, "confirm");
      form.put("confirm-give", "x");
      presses.add(
          () -> {
            ready.countDown();
            assertThat(ready.await(10, TimeUnit.SECONDS)).isTrue();
            return pages.post("/console/refund", form);
          });
    }
    ExecutorService both = Executors.newFixedThreadPool(2);
    List<Integer> answers = new ArrayList<>();
    try {
      for (Future<HttpResponse<byte[]>> press : both.invokeAll(presses)) {
        answers.add(press.get().statusCode());
        if (press.get().statusCode() == 200) {
          assertThat(new String(press.get().body(), UTF_8)).contains("message error");
        }
      }
    } finally {
      both.shutdownNow();
    }

    assertThat(answers).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 302);
    assertThat(value("select sum(amount_minor) from settlement.refund where settlement_id = ?", id))
        .isEqualTo("580");
    assertThat(RawPages.of(mall, "mall-admin").text("/console/refund?id=" + id + "&line=1"))
        .contains("Nothing is left");
  }
}
