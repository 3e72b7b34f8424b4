package fiveseal.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Optional;

/**
 * Files of what a list shows (RFC 4180). They begin with a byte order mark: without it Excel takes
 * UTF-8 for the machine's old code page, and every other program skips it.
 */
public final class CsvFiles {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

  private CsvFiles() {}

  /** The answer is a file of that name; what is written to it is sent as it comes. */
  public static Writer open(HttpServletResponse response, String name) throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
    response.setHeader("Cache-Control", "no-store");
    Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), UTF_8));
    out.append(BYTE_ORDER_MARK);
    return out;
  }

  /**
   * Text that no spreadsheet takes for a formula, whatever it skips at the beginning: what it would
   * calculate gets an apostrophe.
   */
  public static String harmless(String text) {
    Optional<Integer> first =
        text.codePoints().filter(point -> !isSkipped(point)).boxed().findFirst();
    boolean formula =
        first.filter(point -> FORMULA.indexOf(point) >= 0).isPresent()
            || (!text.isEmpty() && FORMULA.indexOf(text.codePointAt(0)) >= 0);
    return formula ? "'" + text : text;
  }

  private static boolean isSkipped(int point) {
    return Character.isSpaceChar(point)
        || Character.getType(point) == Character.FORMAT
        || point == '"'
        || point == '\'';
  }
}
