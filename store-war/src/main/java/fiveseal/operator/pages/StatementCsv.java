package fiveseal.operator.pages;

import static fiveseal.web.CsvFiles.harmless;

import fiveseal.manager.AccountStatement;
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

/** A statement as lines of a file: one a transfer, as the page shows it. */
final class StatementCsv {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final CSVPrinter printer;
  private final ZoneId zone;
  private final UnaryOperator<String> texts;

  /**
   * @param texts gives the words for a key
   */
  StatementCsv(Appendable out, ZoneId zone, UnaryOperator<String> texts) throws IOException {
    this.printer = new CSVPrinter(out, CSVFormat.RFC4180);
    this.zone = zone;
    this.texts = texts;
    printer.printRecord(
        List.of(
                "account.postedAt",
                "account.transfer",
                "account.why",
                "ledger.kind",
                "account.other",
                "amount",
                "ledger.balance",
                "account.currency",
                "account.evidence")
            .stream()
            .map(texts)
            .toList());
  }

  void add(AccountStatement.Line line, String currency) throws IOException {
    printer.printRecord(
        TIME.format(Instant.ofEpochSecond(line.postedAt()).atZone(zone)),
        line.transferId(),
        texts.apply("transfer." + line.kind()),
        texts.apply("account." + line.otherKind()),
        harmless(line.otherOwner()),
        AmountText.typed(line.signedMinor(), currency),
        AmountText.typed(line.balanceMinor(), currency),
        currency,
        line.traceId().orElse(""));
  }

  /** A last line that says that lines are missing. */
  void endUnfinished() throws IOException {
    printer.printRecord(texts.apply("account.notWhole"));
  }
}
