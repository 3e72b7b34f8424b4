package fiveseal.operator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.manager.AccountStatement;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatementCsvTest {
  @Test
  void add_ofATransfer_isOneLineWithWhatThePageShows() throws IOException {
    StringBuilder out = new StringBuilder();
    StatementCsv csv = new StatementCsv(out, ZoneId.of("Asia/Tokyo"), key -> "[" + key + "]");

    csv.add(line("••••••••••••0042", -1_980, 20, Optional.of("id")), "EUR");
    csv.add(line("=cmd|' /C calc'!A0", 5, 25, Optional.empty()), "JPY");

    assertThat(out.toString().split("\r\n"))
        .containsExactly(
            "[account.postedAt],[account.transfer],[account.why],[ledger.kind],[account.other],"
                + "[amount],[ledger.balance],[account.currency],[account.evidence]",
            "2026-03-02 00:00:00,7,[transfer.PAYMENT],[account.CARD],••••••••••••0042,-19.80,0.20,"
                + "EUR,id",
            "2026-03-02 00:00:00,7,[transfer.PAYMENT],[account.CARD],'=cmd|' /C"
                + " calc'!A0,5,25,JPY,");
  }

  private static AccountStatement.Line line(
      String other, long signed, long balance, Optional<String> trace) {
    return new AccountStatement.Line(
        7,
        Instant.parse("2026-03-01T15:00:00Z").getEpochSecond(),
        "PAYMENT",
        "CARD",
        other,
        signed,
        balance,
        "SETTLEMENT",
        trace);
  }
}
