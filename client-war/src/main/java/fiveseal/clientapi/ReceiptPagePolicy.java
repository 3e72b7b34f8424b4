package fiveseal.clientapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content security policy of the page that verifies receipts without any server. It is one file
 * with its script inside, which no other page may have: what may run there is named by its hash, in
 * the file itself, and holds wherever the file lies.
 */
record ReceiptPagePolicy(String policy) {
  /** Below the context root. */
  static final String PAGE = "/wallet/receipt.html";

  private static final Pattern OWN =
      Pattern.compile("<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]+)\">");

  /** What only a header can say. */
  private static final String BESIDE = "; frame-ancestors 'none'";

  /**
   * @throws IllegalStateException if the page is not there or names no policy
   */
  static ReceiptPagePolicy of(ServletContext context) {
    try (InputStream page = context.getResourceAsStream(PAGE)) {
      if (page == null) {
        throw new IllegalStateException(PAGE + " is not there");
      }
      Matcher own = OWN.matcher(new String(page.readAllBytes(), UTF_8));
      if (!own.find()) {
        throw new IllegalStateException(PAGE + " names no policy");
      }
      return new ReceiptPagePolicy(own.group(1) + BESIDE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
