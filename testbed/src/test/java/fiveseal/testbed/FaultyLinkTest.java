package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultyLinkTest {

  private final AtomicInteger arrived = new AtomicInteger();
  private HttpServer target;
  private FaultyLink link;
  private Http http;

  @BeforeEach
  void open() throws IOException {
    target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] body =
              ("{\"n\":" + arrived.incrementAndGet() + "}").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    target.start();
    link = new FaultyLink("http://127.0.0.1:" + target.getAddress().getPort());
    http = new Http(link.baseUrl());
  }

  @AfterEach
  void close() {
    link.close();
    target.stop(0);
  }

  private FaultyLink.Injection inject(FaultyLink.Way way) {
    return link.inject(way, call -> call.isTo("POST", "/it"));
  }

  private Http.Reply post() {
    return http.postJson("/it", Map.of("a", "b"));
  }

  @Test
  void withoutInjection_everythingPasses() {
    assertThat(post().require(200).json().integer("n")).isEqualTo(1);
  }

  @Test
  void lostRequest_doesNotArrive_andTheNextDoes() {
    FaultyLink.Injection injection = inject(FaultyLink.Way.LOSE_REQUEST);
    assertThatThrownBy(this::post).isInstanceOf(NoAnswer.class);
    assertThat(arrived).hasValue(0);
    assertThat(injection.happened()).isTrue();
    assertThat(post().status()).isEqualTo(200);
  }

  @Test
  void lostAnswer_hasArrived_andIsKept() {
    FaultyLink.Injection injection = inject(FaultyLink.Way.LOSE_ANSWER);
    assertThatThrownBy(this::post).isInstanceOf(NoAnswer.class);
    assertThat(arrived).hasValue(1);
    assertThat(injection.answers())
        .extracting(FaultyLink.Answer::body)
        .containsExactly("{\"n\":1}");
  }

  @ParameterizedTest
  @EnumSource(names = {"TWICE", "TWICE_AT_ONCE"})
  void twice_arrivesTwice_andIsAnsweredOnce(FaultyLink.Way way) {
    FaultyLink.Injection injection = inject(way);
    assertThat(post().status()).isEqualTo(200);
    assertThat(arrived).hasValue(2);
    assertThat(injection.answers()).hasSize(2);
  }

  @Test
  void late_arrivesWhenReleased() {
    FaultyLink.Injection injection = inject(FaultyLink.Way.LATE);
    assertThatThrownBy(this::post).isInstanceOf(NoAnswer.class);
    assertThat(arrived).hasValue(0);
    assertThat(injection.release().orElseThrow().status()).isEqualTo(200);
    assertThat(arrived).hasValue(1);
  }

  @Test
  void fault_thatFitsNoRequest_didNotHappen() {
    FaultyLink.Injection injection =
        link.inject(FaultyLink.Way.LOSE_REQUEST, call -> call.isTo("POST", "/other"));
    assertThat(post().status()).isEqualTo(200);
    assertThat(injection.happened()).isFalse();
  }
}
