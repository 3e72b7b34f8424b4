package fiveseal.clientdevice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The reader API as the device speaks it. */
class HttpReaderTest {
  private static final byte[] SELECT = HexFormat.of().parseHex("00a4040009f0464956455345414c00");

  private final List<String> requests = new ArrayList<>();
  private HttpServer server;
  private int status = 200;
  private String answer = "{\"response\":\"6A82\"}";

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          byte[] bytes = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void transmit_always_postsHexAndGivesTheResponse() throws Exception {
    assertThat(reader().transmit(SELECT)).containsExactly(0x6A, 0x82);
    assertThat(requests)
        .containsExactly(
            "POST /card-sim/api/v1/readers/reader-1/apdu"
                + " {\"apdu\":\"00a4040009f0464956455345414c00\"}");
  }

  @Test
  void transmit_whenTheReaderRefuses_failsWithItsReasonAndSendsOnce() {
    status = 409;
    answer = "{\"code\":\"no-card\",\"detail\":\"There is no card in the reader.\"}";

    assertThatThrownBy(() -> reader().transmit(SELECT))
        .isInstanceOf(IOException.class)
        .hasMessage("There is no card in the reader.");
    assertThat(requests).hasSize(1);
  }

  @Test
  void transmit_whenTheAnswerIsNoResponse_fails() {
    for (String wrong : List.of("<html>", "{}", "{\"response\":\"9\"}", "{\"response\":\"90\"}")) {
      answer = wrong;
      assertThatThrownBy(() -> reader().transmit(SELECT)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void transmit_whenNobodyListens_saysSo() {
    HttpReader nobody =
        new HttpReader(
            ServerConnection.plainHttp(), URI.create("http://localhost:1/card-sim/api/v1"), "r");

    assertThatThrownBy(() -> nobody.transmit(SELECT))
        .isInstanceOf(IOException.class)
        .hasMessage("the reader at localhost:1 cannot be reached");
  }

  private HttpReader reader() {
    URI base = URI.create("http://localhost:" + server.getAddress().getPort() + "/card-sim/api/v1");
    return new HttpReader(ServerConnection.plainHttp(), base, "reader-1");
  }
}
