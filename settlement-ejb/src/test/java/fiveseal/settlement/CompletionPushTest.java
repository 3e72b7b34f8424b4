package fiveseal.settlement;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.store.CompletionUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.core5.http.MessageConstraintException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CompletionPushTest {
  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  /** A name server that says something else each time. */
  private static final class ChangingNames implements DnsResolver {
    private final Queue<String> answers;
    private int asked;

    ChangingNames(String... answers) {
      this.answers = new ArrayDeque<>(List.of(answers));
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      asked++;
      String all = answers.size() > 1 ? answers.remove() : answers.element();
      String[] each = all.split(",", -1);
      InetAddress[] addresses = new InetAddress[each.length];
      for (int i = 0; i < each.length; i++) {
        addresses[i] = InetAddress.getByAddress(host, InetAddress.getByName(each[i]).getAddress());
      }
      return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      throw new UnsupportedOperationException();
    }
  }

  private static CompletionPush push(DnsResolver names, Predicate<InetAddress> mayReceive)
      throws NoSuchAlgorithmException {
    return new CompletionPush(
        new CheckedResolver(names, mayReceive), SSLContext.getDefault(), DEADLINE, 4);
  }

  private static CompletionPush.Answer pushTo(StoreServer server)
      throws IOException, NoSuchAlgorithmException {
    try (CompletionPush push = push(new ChangingNames("127.0.0.1"), address -> true)) {
      return push.push(url("http", server.port()), "a.b.c");
    }
  }

  private static URI url(String scheme, int port) {
    return URI.create(scheme + "://shop.example:" + port + "/completions");
  }

  // --- what it takes

  @Test
  void push_whenAnswered_givesStatusAndBody() throws Exception {
    try (StoreServer server = StoreServer.answering(OK + "Content-Length: 7\r\n\r\nd.e.f\r\n")) {
      assertThat(pushTo(server)).isEqualTo(new CompletionPush.Answer(200, "d.e.f"));
      assertThat(server.heads)
          .singleElement()
          .asString()
          .startsWith("POST /completions HTTP/1.1\r\n")
          .contains("Host: shop.example:" + server.port())
          .contains("Content-Type: application/jose")
          .endsWith("\r\n\r\na.b.c");
    }
  }

  @Test
  void push_whenAnswerIsEmptyOrChunked_readsItToo() throws Exception {
    try (StoreServer server = StoreServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
      assertThat(pushTo(server)).isEqualTo(new CompletionPush.Answer(204, ""));
    }
    try (StoreServer server =
        StoreServer.answering(
            OK + "Transfer-Encoding: chunked\r\n\r\n2\r\nd.\r\n3\r\ne.f\r\n0\r\n\r\n")) {
      assertThat(pushTo(server)).isEqualTo(new CompletionPush.Answer(200, "d.e.f"));
    }
  }

  // --- where it goes

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "::1",
        "::ffff:127.0.0.1",
        "169.254.169.254",
        "10.0.0.1",
        "100.64.0.1",
        "0.0.0.0",
        "fd00:ec2::254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "93.184.216.34,127.0.0.1"
      })
  void push_whenTheNameLeadsInside_isRefusedWithoutAConnection(String address) throws Exception {
    try (StoreServer server = StoreServer.answering(OK + "Content-Length: 0\r\n\r\n");
        CompletionPush push =
            push(new ChangingNames(address), a -> CompletionUrl.mayReceive(a, false))) {
      assertThatThrownBy(() -> push.push(url("http", server.port()), "a.b.c"))
          .isInstanceOf(ForbiddenAddressException.class);
      assertThat(server.connections).hasValue(0);
    }
  }

  /** 127.0.0.2 stands for a public address, 127.0.0.1 for one inside. */
  @Test
  void push_whenTheNameIsRebound_goesToTheCheckedAddressOnly() throws Exception {
    InetAddress open = InetAddress.getByName("127.0.0.2");
    try (ServerSocket socket = new ServerSocket(0, 50, open);
        StoreServer checked =
            new StoreServer(
                socket,
                out -> out.write((OK + "Content-Length: 0\r\n\r\n").getBytes(US_ASCII)),
                false);
        StoreServer inside =
            new StoreServer(
                new ServerSocket(checked.port(), 50, InetAddress.getLoopbackAddress()),
                out -> out.write((OK + "Content-Length: 0\r\n\r\n").getBytes(US_ASCII)),
                false)) {
      ChangingNames names = new ChangingNames("127.0.0.2", "127.0.0.1");
      try (CompletionPush push = push(names, address -> address.getAddress()[3] == 2)) {
        assertThat(push.push(url("http", checked.port()), "a.b.c").status()).isEqualTo(200);
        assertThat(names.asked).isEqualTo(1);
        assertThatThrownBy(() -> pushAgain(push, checked.port()))
            .isInstanceOf(ForbiddenAddressException.class);
      }
      assertThat(checked.connections).hasValue(1);
      assertThat(inside.connections).hasValue(0);
    }
  }

  /** The server closed the first connection: the name is asked for again. */
  private static void pushAgain(CompletionPush push, int port) throws IOException {
    push.push(url("http", port), "a.b.c");
  }

  @Test
  void push_whenRedirected_doesNotFollow() throws Exception {
    try (StoreServer inside = StoreServer.answering(OK + "Content-Length: 0\r\n\r\n");
        StoreServer server =
            StoreServer.answering(
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:"
                    + inside.port()
                    + "/\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(pushTo(server).status()).isEqualTo(302);
      assertThat(inside.connections).hasValue(0);
    }
  }

  @Test
  void push_whenTlsIsNotTheHosts_isRefused() throws Exception {
    try (TlsStore store = new TlsStore("shop.example")) {
      assertThat(store.pushTo("shop.example").status()).isEqualTo(200);
      assertThatThrownBy(() -> store.pushTo("other.example"))
          .satisfies(e -> assertThat(PushFailure.of((IOException) e)).isEqualTo("TLS refused"));
      assertThat(store.names()).containsExactly("shop.example", "other.example");
    }
  }

  @Test
  void push_whenTheIssuerIsUnknown_isRefused() throws Exception {
    try (TlsStore store = new TlsStore("shop.example");
        CompletionPush push = push(new ChangingNames("127.0.0.1"), address -> true)) {
      assertThatThrownBy(() -> push.push(url("https", store.port()), "a.b.c"))
          .satisfies(e -> assertThat(PushFailure.of((IOException) e)).isEqualTo("TLS refused"));
    }
  }

  // --- how long and how much

  @Test
  void push_whenTheBodyHasNoEnd_ends() throws Exception {
    byte[] block = new byte[8192];
    try (StoreServer server =
        new StoreServer(
            out -> {
              out.write((OK + "\r\n").getBytes(US_ASCII));
              while (true) {
                out.write(block);
              }
            })) {
      assertThatThrownBy(() -> pushTo(server)).hasMessage("answer over 64 KiB");
    }
  }

  @Test
  void push_whenHeadersHaveNoEnd_ends() throws Exception {
    try (StoreServer server =
        new StoreServer(
            out -> {
              out.write(OK.getBytes(US_ASCII));
              while (true) {
                out.write("X: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n".getBytes(US_ASCII));
              }
            })) {
      assertThatThrownBy(() -> pushTo(server)).isInstanceOf(MessageConstraintException.class);
    }
  }

  @Test
  void push_whenALineHasNoEnd_ends() throws Exception {
    byte[] block = "x".repeat(8192).getBytes(US_ASCII);
    try (StoreServer server =
        new StoreServer(
            out -> {
              while (true) {
                out.write(block);
              }
            })) {
      assertThatThrownBy(() -> pushTo(server)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void push_whenInterimAnswersHaveNoEnd_ends() throws Exception {
    try (StoreServer server =
        new StoreServer(
            out -> {
              while (true) {
                out.write("HTTP/1.1 102 Processing\r\n\r\n".getBytes(US_ASCII));
              }
            })) {
      expectLate(server, "http");
    }
  }

  @Test
  void push_whenTheBodyDrips_endsAtTheDeadline() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (StoreServer server =
        new StoreServer(
            out -> {
              out.write((OK + "\r\n").getBytes(US_ASCII));
              drip(out, never);
            })) {
      expectLate(server, "http");
    }
  }

  @Test
  void push_whenTheHeadDripsOrNothingComes_endsAtTheDeadline() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (StoreServer server = new StoreServer(out -> drip(out, never))) {
      expectLate(server, "http");
    }
    try (StoreServer server = new StoreServer(out -> never.await())) {
      expectLate(server, "http");
    }
  }

  @Test
  void push_whenTheTlsHandshakeHangs_endsAtTheDeadline() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (StoreServer server =
        new StoreServer(
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
            out -> {
              // A handshake record of 16 KiB that comes byte by byte.
              out.write(new byte[] {22, 3, 3, 0x40, 0, 2, 0, 0x3F, (byte) 0xFC, 3, 3});
              drip(out, never);
            },
            true)) {
      expectLate(server, "https");
    }
  }

  private static void drip(OutputStream out, CountDownLatch never)
      throws IOException, InterruptedException {
    while (!never.await(100, TimeUnit.MILLISECONDS)) {
      out.write('x');
      out.flush();
    }
  }

  private static void expectLate(StoreServer server, String scheme) throws Exception {
    long start = System.nanoTime();
    try (CompletionPush push = push(new ChangingNames("127.0.0.1"), address -> true)) {
      assertThatThrownBy(() -> push.push(url(scheme, server.port()), "a.b.c"))
          .isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.multipliedBy(5));
  }

  @Test
  void push_whenNobodyListens_tellsSo() throws Exception {
    int port;
    try (StoreServer server = StoreServer.answering("")) {
      port = server.port();
    }
    try (CompletionPush push = push(new ChangingNames("127.0.0.1"), address -> true)) {
      assertThatThrownBy(() -> push.push(url("http", port), "a.b.c"))
          .satisfies(e -> assertThat(PushFailure.of((IOException) e)).isEqualTo("no connection"));
    }
  }
}
