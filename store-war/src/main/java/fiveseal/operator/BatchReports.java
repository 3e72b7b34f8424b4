package fiveseal.operator;

import fiveseal.manager.BatchReport;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads bureaus' reports: what their lines say is looked at later, and not here. */
public final class BatchReports {
  private static final List<String> COLUMNS =
      List.of("batchId", "cardNumber", "checkValue", "result");
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private BatchReports() {}

  /**
   * {@code {batchId, cards: [{cardNumber, checkValue, result}]}}.
   *
   * @throws ProtocolException {@code message-malformed}
   */
  public static BatchReport json(byte[] body) {
    JsonMembers report = Json.body(body);
    List<BatchReport.Line> lines = new ArrayList<>();
    for (JsonMembers card : report.objects("cards")) {
      lines.add(
          new BatchReport.Line(
              card.text("cardNumber"), card.text("checkValue"), card.text("result")));
      card.end();
    }
    BatchReport read = new BatchReport(report.text("batchId"), lines);
    report.end();
    return read;
  }

  /**
   * A file (RFC 4180, UTF-8) whose first line names the columns batchId, cardNumber, checkValue and
   * result, with the same batch in every line.
   *
   * @throws ProtocolException {@code message-malformed}
   */
  public static BatchReport csv(byte[] body) {
    try (CSVParser parser = CSVFormat.RFC4180.parse(new StringReader(text(body)))) {
      List<CSVRecord> records = parser.getRecords();
      if (records.isEmpty() || !records.get(0).toList().equals(COLUMNS)) {
        throw ProtocolException.malformed("the first line is not " + String.join(",", COLUMNS));
      }
      return report(records.subList(1, records.size()));
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw ProtocolException.malformed("not a file of comma-separated values");
    }
  }

  /** By how the file begins: JSON, or else comma-separated values. */
  public static BatchReport either(byte[] file) {
    for (byte b : file) {
      if (!Character.isWhitespace(b)) {
        return b == '{' ? json(file) : csv(file);
      }
    }
    throw ProtocolException.malformed("the file is empty");
  }

  private static BatchReport report(List<CSVRecord> records) {
    if (records.isEmpty()) {
      throw ProtocolException.malformed("the report has no cards");
    }
    String batchId = records.get(0).get(0);
    List<BatchReport.Line> lines = new ArrayList<>();
    for (CSVRecord line : records) {
      if (line.size() != COLUMNS.size() || !line.get(0).equals(batchId)) {
        throw ProtocolException.malformed(
            "line " + line.getRecordNumber() + " has other columns, or another batch");
      }
      lines.add(new BatchReport.Line(line.get(1), line.get(2), line.get(3)));
    }
    return new BatchReport(batchId, lines);
  }

  private static String text(byte[] body) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(body))
              .toString();
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw ProtocolException.malformed("not well-formed UTF-8");
    }
  }
}
