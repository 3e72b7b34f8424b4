package fiveseal.clientdevice.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The wallet's pages as they lie in this program: whoever opens them here has them from the same
 * hand as the agent, and not from the server that they are to be careful with.
 */
final class WalletFiles {
  /** Where the wallet is; beside it lies the client API, as on the server. */
  static final String BASE = "/wallet/";

  /** No page stands around it. */
  private static final String UNFRAMED = "; frame-ancestors 'none'";

  /** Nothing but what lies here. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " manifest-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none';"
          + " form-action 'self'";

  /** What a page with its script inside says of itself: it names that script by its hash. */
  private static final Pattern OWN_POLICY =
      Pattern.compile("<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]+)\">");

  private static final Pattern NAME =
      Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");
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
   * @param files by their path below the base; null where there is none
   */
  WalletFiles(Function<String, InputStream> files) {
    this.files = files;
  }

  /** Those in this program. */
  static WalletFiles packed() {
    return new WalletFiles(
        name -> WalletFiles.class.getResourceAsStream("/fiveseal/clientdevice/wallet/" + name));
  }

  /**
   * @throws ProtocolException {@code not-found}, {@code method-not-allowed}
   */
  Answer answer(Asked asked) throws IOException {
    if (asked.path().equals("/")) {
      // Whatever stands behind the hash sign, a payment's number, the browser takes along.
      return new Answer(302, "", new byte[0], Map.of("Location", BASE));
    }
    String name = asked.path().equals(BASE) ? INDEX : name(asked.path());
    String mediaType = MEDIA_TYPES.get(extension(name));
    if (mediaType == null || !NAME.matcher(name).matches()) {
      throw notFound();
    }
    if (!asked.method().equals("GET")) {
      throw new ProtocolException(
          ErrorCode.METHOD_NOT_ALLOWED, ErrorCode.METHOD_NOT_ALLOWED.sentence());
    }
    try (InputStream file = files.apply(name)) {
      if (file == null) {
        throw notFound();
      }
      byte[] content = file.readAllBytes();
      return new Answer(
          200, mediaType, content, Map.of("Content-Security-Policy", policy(mediaType, content)));
    }
  }

  private static String name(String path) {
    if (!path.startsWith(BASE)) {
      throw notFound();
    }
    return path.substring(BASE.length());
  }

  private static String policy(String mediaType, byte[] content) {
    if (mediaType.startsWith("text/html")) {
      Matcher own = OWN_POLICY.matcher(new String(content, UTF_8));
      if (own.find()) {
        return own.group(1) + UNFRAMED;
      }
    }
    return POLICY + UNFRAMED;
  }

  private static String extension(String path) {
    return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static ProtocolException notFound() {
    return new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
  }
}
