package fiveseal.settlement;

import fiveseal.audit.EvidenceStore;
import fiveseal.audit.Seal;
import fiveseal.config.Configuration;
import fiveseal.manager.Settlements;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.store.CompletionEndpoints;
import fiveseal.store.CompletionUrl;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.EJB;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Pushes message 3 to the store's completion endpoint. Any 2xx acknowledges; a body is message 4:
 * the receipt in one round trip. What fails stays due.
 */
@Singleton
@Lock(LockType.READ)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CompletionDelivery {
  private static final Logger LOG = System.getLogger(CompletionDelivery.class.getName());
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int BODY_BYTES_MAX = 64 * 1024;
  private static final int BATCH = 100;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  @Inject DeliveryStore deliveries;
  @Inject EvidenceStore evidence;
  @Inject CompletionEndpoints endpoints;
  @Inject Configuration configuration;
  @Inject Clock clock;
  @EJB Settlements settlements;
  @EJB CompletionDelivery self;

  /** Tries once, soon, without keeping the caller waiting. */
  @Asynchronous
  public void deliver(String settlementId) {
    try {
      attempt(settlementId);
    } catch (RuntimeException e) {
      // It stays due.
      LOG.log(Level.WARNING, "The delivery of " + settlementId + " could not be tried", e);
    }
  }

  /** Tries again what is due. */
  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  public void deliverDue() {
    try {
      deliveries.claimDue(BATCH, clock.instant()).forEach(self::deliver);
    } catch (RuntimeException e) {
      // A timer that throws is given up by the container, and nothing would be tried again.
      LOG.log(Level.WARNING, "Deliveries that are due could not be tried", e);
    }
  }

  private void attempt(String settlementId) {
    Optional<Delivery> delivery = deliveries.find(settlementId);
    if (delivery.isEmpty() || delivery.get().isAcknowledged()) {
      return;
    }
    Optional<URI> endpoint = endpoints.of(delivery.get().storeId());
    if (endpoint.isEmpty()) {
      deliveries.failed(settlementId, "no endpoint: the store fetches it", clock.instant());
      return;
    }
    try {
      requirePublic(endpoint.get());
      push(settlementId, endpoint.get());
    } catch (IOException e) {
      deliveries.failed(settlementId, e.getClass().getSimpleName(), clock.instant());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      deliveries.failed(settlementId, "interrupted", clock.instant());
    }
  }

  /** A name may have come to mean an address inside since the store stated it. */
  private void requirePublic(URI endpoint) throws IOException {
    for (InetAddress address : InetAddress.getAllByName(endpoint.getHost())) {
      if (!CompletionUrl.mayReceive(address, configuration.demo())) {
        throw new ConnectException("not a public address");
      }
    }
  }

  private void push(String settlementId, URI endpoint) throws IOException, InterruptedException {
    String message3 = evidence.find(Seal.COMPLETION, settlementId).orElseThrow().compact();
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/jose")
            .POST(HttpRequest.BodyPublishers.ofString(message3, StandardCharsets.US_ASCII))
            .build();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int status = whole(request, body).statusCode();
    String message4 = body.toString(StandardCharsets.US_ASCII).strip();
    if (status / 100 != 2) {
      deliveries.failed(settlementId, "HTTP " + status, clock.instant());
    } else if (message4.isEmpty() || !receipt(settlementId, message4)) {
      deliveries.acknowledged(settlementId, "HTTP " + status, clock.instant());
    }
  }

  /** Waits for the whole answer, not for its headers alone; of the body it keeps 64 KiB. */
  private HttpResponse<Void> whole(HttpRequest request, ByteArrayOutputStream body)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<Void>> sent =
        http.sendAsync(
            request,
            HttpResponse.BodyHandlers.ofByteArrayConsumer(
                part -> part.ifPresent(bytes -> keep(bytes, body))));
    try {
      return sent.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw new HttpTimeoutException("no whole answer in time");
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private static void keep(byte[] bytes, ByteArrayOutputStream body) {
    body.write(bytes, 0, Math.min(bytes.length, BODY_BYTES_MAX - body.size()));
  }

  /** Takes the receipt, which acknowledges too; false if it is refused for good. */
  private boolean receipt(String settlementId, String message4) {
    try {
      settlements.receipt(settlementId, message4);
      return true;
    } catch (ProtocolException e) {
      if (e.code() == ErrorCode.UNAVAILABLE) {
        throw e;
      }
      LOG.log(
          Level.WARNING,
          "The receipt that came with the acknowledgement of {0} is refused: {1}",
          settlementId,
          e.detail());
      return false;
    }
  }
}
