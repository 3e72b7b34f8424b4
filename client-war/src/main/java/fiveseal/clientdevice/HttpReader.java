package fiveseal.clientdevice;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.clientdevice.reader.ReaderException;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.card.CardChannel;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A card reader behind {@code POST /readers/{r}/apdu}. An APDU is sent once: what became of one
 * without a response, only the card can tell.
 */
public final class HttpReader implements CardChannel {
  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(30);
  private static final HexFormat HEX = HexFormat.of();

  /** What a reader may say of itself and its card. */
  private static final List<ErrorCode> NAMED = List.of(ErrorCode.NO_CARD, ErrorCode.CARD_TORN);

  private final HttpClient http;
  private final URI apdu;

  /**
   * @param readerUrl the reader API, such as {@code http://localhost:8080/card-sim/api/v1}
   */
  public HttpReader(HttpClient http, URI readerUrl, String reader) {
    this.http = http;
    this.apdu =
        URI.create(
            ServerConnection.withoutSlash(readerUrl.toString())
                + "/readers/"
                + URLEncoder.encode(reader, UTF_8)
                + "/apdu");
  }

  /**
   * @throws IOException if the reader or the card gave no response
   */
  @Override
  public byte[] transmit(byte[] command) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(apdu)
            .timeout(RESPONSE_TIMEOUT)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, application/problem+json")
            .POST(BodyPublishers.ofString(Json.write(Map.of("apdu", HEX.formatHex(command)))))
            .build();
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      return response(response.statusCode(), ServerConnection.bodyOf(response));
    } catch (ConnectException e) {
      throw new IOException("the reader at " + apdu.getAuthority() + " cannot be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the card was working", e);
    }
  }

  private static byte[] response(int status, String body) throws IOException {
    try {
      JsonMembers members = Json.object(body);
      if (status != 200) {
        throw refusal(status, members);
      }
      byte[] response = HEX.parseHex(members.text("response"));
      if (response.length < 2) {
        throw new IOException("the reader gave fewer than the two bytes of a status word");
      }
      return response;
    } catch (ProtocolException | IllegalArgumentException e) {
      throw new IOException("the reader answered " + status + " and no response of a card", e);
    }
  }

  private static ReaderException refusal(int status, JsonMembers problem) {
    ErrorCode code =
        NAMED.stream()
            .filter(known -> problem.optionalText("code").equals(Optional.of(known.code())))
            .findFirst()
            .orElse(ErrorCode.READER_FAILED);
    return new ReaderException(
        code, problem.optionalText("detail").orElse("the reader answered " + status), null);
  }
}
