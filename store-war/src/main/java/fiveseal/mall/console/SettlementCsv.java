package fiveseal.mall.console;

import static fiveseal.web.CsvFiles.harmless;

import fiveseal.manager.FoundSettlements;
import fiveseal.web.AmountText;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Settlements as lines of a file: one a settlement, as the list shows it. What somebody wrote never
 * begins a formula.
 */
final class SettlementCsv {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final CSVPrinter printer;
  private final ZoneId zone;
  private final Map<String, String> names;

  /**
   * @param headings as many as the file has columns
   * @param names of sellers by their ids
   */
  SettlementCsv(Appendable out, List<String> headings, ZoneId zone, Map<String, String> names)
      throws IOException {
    this.printer = new CSVPrinter(out, CSVFormat.RFC4180);
    this.zone = zone;
    this.names = names;
    printer.printRecord(headings);
  }

  void add(FoundSettlements.Row row) throws IOException {
    printer.printRecord(
        time(row.requestedAt()),
        row.settlementId(),
        row.state(),
        AmountText.typed(row.amountMinor(), row.currency()),
        AmountText.typed(row.refundedMinor(), row.currency()),
        row.currency(),
        harmless(
            joined(
                row.lines().stream()
                    .map(line -> names.getOrDefault(line.storeId(), line.storeId()))
                    .distinct()
                    .toList())),
        harmless(joined(row.lines().stream().map(FoundSettlements.Line::orderRef).toList())),
        harmless(joined(row.lines().stream().map(FoundSettlements.Line::description).toList())),
        harmless(row.requestId()),
        row.completedAt().map(this::time).orElse(""));
  }

  /** A last line that says something about all. */
  void end(String text) throws IOException {
    printer.printRecord(text);
  }

  private String time(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  /** Several texts in one cell. */
  static String joined(List<String> texts) {
    return String.join(", ", texts);
  }
}
