package fiveseal.operator.pages;

import static fiveseal.web.CsvFiles.harmless;

import fiveseal.manager.Affected;
import fiveseal.web.AmountText;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** What a stolen key may have touched as lines of a file, as the page shows it. */
final class CompromiseCsv {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final String COUNTED = "BLANK_CARDS";

  private final CSVPrinter printer;
  private final ZoneId zone;
  private final UnaryOperator<String> texts;

  /**
   * @param texts gives the words for a key
   */
  CompromiseCsv(Appendable out, ZoneId zone, UnaryOperator<String> texts) throws IOException {
    this.printer = new CSVPrinter(out, CSVFormat.RFC4180);
    this.zone = zone;
    this.texts = texts;
    printer.printRecord(
        List.of(
                "compromise.when",
                "compromise.what",
                "compromise.id",
                "store",
                "compromise.mall",
                "compromise.settlement",
                "card.card",
                "compromise.reference",
                "amount",
                "account.currency",
                "state")
            .stream()
            .map(texts)
            .toList());
  }

  void add(Affected row) throws IOException {
    printer.printRecord(
        row.at().isPresent()
            ? TIME.format(Instant.ofEpochSecond(row.at().getAsLong()).atZone(zone))
            : "",
        texts.apply("compromise.what." + row.what()),
        harmless(row.id()),
        row.store().map(store -> harmless(store)).orElse(""),
        row.mall().map(mall -> harmless(mall)).orElse(""),
        row.settlementId().orElse(""),
        row.card().orElse(""),
        row.reference().orElse(""),
        amount(row),
        row.currency().orElse(""),
        row.state().orElse(""));
  }

  private static String amount(Affected row) {
    if (row.amountMinor().isEmpty()) {
      return "";
    }
    long minor = row.amountMinor().getAsLong();
    return row.what().equals(COUNTED)
        ? Long.toString(minor)
        : AmountText.typed(minor, row.currency().orElseThrow());
  }

  /** A last line that says that lines are missing. */
  void endUnfinished() throws IOException {
    printer.printRecord(texts.apply("compromise.notWhole"));
  }
}
