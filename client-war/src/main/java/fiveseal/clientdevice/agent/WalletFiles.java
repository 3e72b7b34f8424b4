package fiveseal.clientdevice.agent;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The wallet's pages as they lie in this program: whoever opens them here has them from the same
 * hand as the agent, and not from the server that they are to be careful with.
 */
final class WalletFiles {
  /** Nothing but what lies here, and no page around it. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src"
          + " 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+|/");
  private static final String INDEX = "index.html";
  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "webmanifest", "application/manifest+json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "woff2", "font/woff2");

  private final Function<String, InputStream> files;

  /**
   * @param files by their path with a slash at its begin; null where there is none
   */
  WalletFiles(Function<String, InputStream> files) {
    this.files = files;
  }

  /** Those in this program. */
  static WalletFiles packed() {
    return new WalletFiles(
        path -> WalletFiles.class.getResourceAsStream("/fiveseal/clientdevice/wallet" + path));
  }

  /**
   * @throws ProtocolException {@code not-found}, {@code method-not-allowed}
   */
  Answer answer(Asked asked) throws IOException {
    String path = asked.path().equals("/") ? "/" + INDEX : asked.path();
    String mediaType = MEDIA_TYPES.get(extension(path));
    if (mediaType == null || !PATH.matcher(path).matches()) {
      throw notFound();
    }
    if (!asked.method().equals("GET")) {
      throw new ProtocolException(
          ErrorCode.METHOD_NOT_ALLOWED, ErrorCode.METHOD_NOT_ALLOWED.sentence());
    }
    try (InputStream file = files.apply(path)) {
      if (file == null) {
        throw notFound();
      }
      return new Answer(
          200, mediaType, file.readAllBytes(), Map.of("Content-Security-Policy", POLICY));
    }
  }

  private static String extension(String path) {
    return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static ProtocolException notFound() {
    return new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
  }
}
