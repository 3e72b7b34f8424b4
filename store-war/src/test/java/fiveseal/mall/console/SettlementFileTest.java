package fiveseal.mall.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.manager.FoundSettlements;
import fiveseal.manager.SealFinding;
import fiveseal.manager.SettlementQuery;
import fiveseal.manager.SettlementStory;
import fiveseal.manager.StoreConsole;
import fiveseal.manager.Tenant;
import fiveseal.web.AmountText;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class SettlementFileTest {
  private static final Tenant MALL = Tenant.ofStore("mall");
  private static final Instant NEWEST = Instant.parse("2026-03-01T10:00:00Z");
  private static final List<String> HEADINGS =
      List.of("requested", "id", "state", "amount", "refunded", "currency", "sellers", "orders");

  private final List<FoundSettlements.Row> history = new ArrayList<>();
  private final StringBuilder out = new StringBuilder();

  private void history(int settlements) {
    for (int i = 0; i < settlements; i++) {
      history.add(
          new FoundSettlements.Row(
              String.format("id-%05d", settlements - i),
              "mall",
              "r-" + i,
              i % 3 == 0 ? "COMPLETED" : "RECEIPTED",
              1000 + i,
              i % 10,
              i % 2 == 0 ? "JPY" : "EUR",
              NEWEST.minusSeconds(i),
              Optional.empty(),
              List.of(new FoundSettlements.Line(1, "bakery", 1000 + i, "Bread", "o-" + i))));
    }
  }

  /** The history in pages; one of them fails. */
  private final class Pages implements StoreConsole {
    private final int failing;
    private int searches;

    Pages(int failing) {
      this.failing = failing;
    }

    @Override
    public FoundSettlements search(Tenant tenant, SettlementQuery query) {
      if (++searches == failing) {
        throw new IllegalStateException("the database is away");
      }
      List<FoundSettlements.Row> older =
          history.stream()
              .filter(
                  row ->
                      query
                          .place()
                          .settlementId()
                          .map(place -> row.settlementId().compareTo(place) < 0)
                          .orElse(true))
              .toList();
      List<FoundSettlements.Row> page = older.subList(0, Math.min(query.limit(), older.size()));
      return new FoundSettlements(
          page,
          page.size() < older.size()
              ? Optional.of(page.get(page.size() - 1).settlementId())
              : Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    @Override
    public SettlementStory story(Tenant tenant, String settlementId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<SealFinding> verify(Tenant tenant, String settlementId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void resend(Tenant tenant, String settlementId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Seller> sellers(Tenant tenant) {
      throw new UnsupportedOperationException();
    }
  }

  private List<CSVRecord> written(int failing) throws IOException {
    SettlementCsv csv =
        new SettlementCsv(out, HEADINGS, ZoneOffset.UTC, Map.of("bakery", "The bakery"));
    new SettlementFile(new Pages(failing), MALL, csv, "NOT WHOLE").write(SettlementQuery.all(200));
    return CSVFormat.RFC4180.parse(new StringReader(out.toString())).getRecords();
  }

  @Test
  void write_ofSeveralPages_isTheList_columnByColumn() throws IOException {
    history(450);

    List<CSVRecord> lines = written(0);

    assertThat(lines).hasSize(451);
    assertThat(lines.get(0).toList()).isEqualTo(HEADINGS);
    long sum = 0;
    for (int i = 0; i < history.size(); i++) {
      FoundSettlements.Row row = history.get(i);
      CSVRecord line = lines.get(i + 1);
      assertThat(line.get(1)).isEqualTo(row.settlementId());
      assertThat(line.get(2)).isEqualTo(row.state());
      assertThat(line.get(3)).isEqualTo(AmountText.typed(row.amountMinor(), row.currency()));
      assertThat(line.get(4)).isEqualTo(AmountText.typed(row.refundedMinor(), row.currency()));
      assertThat(line.get(5)).isEqualTo(row.currency());
      assertThat(line.get(6)).isEqualTo("The bakery");
      assertThat(line.get(7)).isEqualTo(row.lines().get(0).orderRef());
      sum += AmountText.minor(line.get(3), line.get(5)).orElseThrow();
    }
    assertThat(sum).isEqualTo(history.stream().mapToLong(FoundSettlements.Row::amountMinor).sum());
  }

  @Test
  void write_whenALaterPageFails_saysSoInItsLastLine() throws IOException {
    history(450);

    List<CSVRecord> lines = written(3);

    assertThat(lines).hasSize(1 + 400 + 1);
    assertThat(lines.get(401).toList()).containsExactly("NOT WHOLE");
  }

  @Test
  void write_whenTheFirstPageFails_failsItself() {
    history(450);

    assertThatThrownBy(() -> written(1)).isInstanceOf(IllegalStateException.class);
    assertThat(out.toString()).doesNotContain("NOT WHOLE").doesNotContain("id-");
  }
}
