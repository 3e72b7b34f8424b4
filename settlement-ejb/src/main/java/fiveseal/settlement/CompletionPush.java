package fiveseal.settlement;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts message 3 to a store and reads the whole answer, within one deadline and one size. It
 * connects to the addresses that its resolver has checked, proves by TLS that the named host
 * answers, and follows, repeats, unpacks and remembers nothing.
 */
final class CompletionPush implements AutoCloseable {
  static final int BODY_BYTES_MAX = 64 * 1024;

  private static final int HEADERS_MAX = 100;
  private static final int LINE_BYTES_MAX = 8192;
  private static final ContentType JOSE = ContentType.create("application/jose");

  /** Soon a server closes what is idle, perhaps while the next message is on its way. */
  private static final Duration IDLE = Duration.ofSeconds(2);

  private static final Duration CONNECTION_LIFE = Duration.ofSeconds(30);

  private final Duration deadline;
  private final CloseableHttpClient http;
  private final ScheduledThreadPoolExecutor watch;

  /** What a store answered: its status, and its body with white space around it removed. */
  record Answer(int status, String body) {}

  /**
   * @param deadline for everything from the connection to the last byte, after the name's
   *     resolution
   * @param connections how many may be open
   */
  CompletionPush(CheckedResolver resolver, SSLContext tls, Duration deadline, int connections) {
    this.deadline = deadline;
    this.watch = new ScheduledThreadPoolExecutor(1, CompletionPush::daemon);
    this.watch.setRemoveOnCancelPolicy(true);
    Timeout timeout = Timeout.of(deadline);
    this.http =
        HttpClients.custom()
            .setConnectionManager(connections(resolver, tls, timeout, connections))
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(timeout)
                    .setResponseTimeout(timeout)
                    .setRedirectsEnabled(false)
                    .setDefaultKeepAlive(IDLE.toMillis(), TimeUnit.MILLISECONDS)
                    .build())
            .setUserAgent("fiveseal")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            .build();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "fiveseal-push-deadline");
    thread.setDaemon(true);
    return thread;
  }

  private static HttpClientConnectionManager connections(
      CheckedResolver resolver, SSLContext tls, Timeout timeout, int connections) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom()
                        .setMaxHeaderCount(HEADERS_MAX)
                        .setMaxLineLength(LINE_BYTES_MAX)
                        .build())
                .build())
        .setDnsResolver(resolver)
        .setTlsSocketStrategy(ClientTlsStrategyBuilder.create().setSslContext(tls).buildClassic())
        .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(timeout).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(timeout)
                .setSocketTimeout(timeout)
                .setTimeToLive(TimeValue.of(CONNECTION_LIFE))
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                .build())
        .setMaxConnTotal(connections)
        .setMaxConnPerRoute(connections)
        .build();
  }

  /**
   * Pushes once.
   *
   * @throws ForbiddenAddressException if the host is not one that anything may be sent to
   * @throws SocketTimeoutException if there was no whole answer in time
   * @throws IOException if there was no answer, or an endless one
   */
  Answer push(URI endpoint, String message3) throws IOException {
    HttpPost request = new HttpPost(endpoint);
    request.setEntity(new StringEntity(message3, JOSE));
    AtomicBoolean late = new AtomicBoolean();
    Future<?> end =
        watch.schedule(() -> end(request, late), deadline.toMillis(), TimeUnit.MILLISECONDS);
    // Closed without reading on: an answer that is not wanted may have no end.
    try (ClassicHttpResponse response = http.executeOpen(null, request, null)) {
      return new Answer(response.getCode(), body(response.getEntity()));
    } catch (IOException e) {
      throw late.get() ? new SocketTimeoutException("no whole answer in time") : e;
    } finally {
      end.cancel(false);
    }
  }

  private static void end(HttpPost request, AtomicBoolean late) {
    late.set(true);
    request.cancel();
  }

  private static String body(HttpEntity entity) throws IOException {
    if (entity == null) {
      return "";
    }
    InputStream body = entity.getContent();
    byte[] read = body.readNBytes(BODY_BYTES_MAX + 1);
    if (read.length > BODY_BYTES_MAX) {
      throw new IOException("answer over 64 KiB");
    }
    return new String(read, StandardCharsets.US_ASCII).strip();
  }

  /** Ends what is under way, too. */
  @Override
  public void close() {
    watch.shutdownNow();
    http.close(CloseMode.IMMEDIATE);
  }
}
