package fiveseal.mall.console;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.manager.FoundSettlements;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettlementCsvTest {

  @Test
  void add_ofASettlement_isOneLineWithWhatTheListShows() throws IOException {
    StringBuilder out = new StringBuilder();
    SettlementCsv csv =
        new SettlementCsv(
            out, List.of("a", "b"), ZoneId.of("Asia/Tokyo"), Map.of("bakery", "-Bakery, \"Rye\""));
    csv.add(
        new FoundSettlements.Row(
            "id",
            "mall",
            "r-1",
            "RECEIPTED",
            1050,
            0,
            "EUR",
            Instant.parse("2026-03-01T15:00:00Z"),
            Optional.empty(),
            List.of(new FoundSettlements.Line(1, "bakery", 1050, "=cmd|' /C calc'!A0", "-o-1"))));

    assertThat(out.toString())
        .isEqualTo(
            "a,b\r\n2026-03-02 00:00:00,id,RECEIPTED,10.50,0.00,EUR,\"'-Bakery, \"\"Rye\"\"\","
                + "'-o-1,'=cmd|' /C calc'!A0,r-1,\r\n");
  }
}
