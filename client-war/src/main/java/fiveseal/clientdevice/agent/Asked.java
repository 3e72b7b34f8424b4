package fiveseal.clientdevice.agent;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A request, as it stands on the wire.
 *
 * @param path raw, as it was sent: nothing of ours needs an escape
 * @param query raw
 */
record Asked(String method, String path, Optional<String> query, Headers headers, InputStream in) {
  private static final String JSON = "application/json";
  private static final String BEARER = "Bearer ";

  static Asked of(HttpExchange exchange) {
    return new Asked(
        exchange.getRequestMethod(),
        Objects.requireNonNullElse(exchange.getRequestURI().getRawPath(), ""),
        Optional.ofNullable(exchange.getRequestURI().getRawQuery()),
        exchange.getRequestHeaders(),
        exchange.getRequestBody());
  }

  /** Without parameters, in lower case; empty if there is none. */
  String mediaType() {
    return Door.only(headers, "Content-Type")
        .map(type -> type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT))
        .orElse("");
  }

  Optional<String> bearer() {
    return Door.only(headers, "Authorization")
        .filter(value -> value.startsWith(BEARER))
        .map(value -> value.substring(BEARER.length()));
  }

  /**
   * A JSON object; a form of another page's cannot have this type without asking beforehand.
   *
   * @throws ProtocolException {@code unsupported-media-type}, {@code body-too-large}, {@code
   *     message-malformed}
   */
  JsonMembers json(int bytesMax) throws IOException {
    if (!mediaType().equals(JSON)) {
      throw new ProtocolException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, ErrorCode.UNSUPPORTED_MEDIA_TYPE.sentence());
    }
    return Json.body(body(bytesMax));
  }

  /**
   * @throws ProtocolException {@code body-too-large}; no more than that is read
   */
  byte[] body(int bytesMax) throws IOException {
    byte[] body = in.readNBytes(bytesMax + 1);
    if (body.length > bytesMax) {
      throw new ProtocolException(
          ErrorCode.BODY_TOO_LARGE, "the body is larger than " + bytesMax + " bytes");
    }
    return body;
  }
}
