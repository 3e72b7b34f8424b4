package fiveseal.settlement;

import fiveseal.audit.EvidenceStore;
import fiveseal.audit.Seal;
import fiveseal.config.Configuration;
import fiveseal.manager.Settlements;
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
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

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

  /** Tries once, soon, without keeping the caller waiting. */
  @Asynchronous
  public void deliver(String settlementId) {
    attempt(settlementId);
  }

  /** Tries again what is due. */
  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  public void deliverDue() {
    for (String settlementId : deliveries.claimDue(BATCH, clock.instant())) {
      attempt(settlementId);
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
    HttpResponse<InputStream> response =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      if (response.statusCode() / 100 != 2) {
        deliveries.failed(settlementId, "HTTP " + response.statusCode(), clock.instant());
        return;
      }
      String body = new String(in.readNBytes(BODY_BYTES_MAX), StandardCharsets.US_ASCII).strip();
      deliveries.acknowledged(settlementId, "HTTP " + response.statusCode(), clock.instant());
      if (!body.isEmpty()) {
        receipt(settlementId, body);
      }
    }
  }

  private void receipt(String settlementId, String message4) {
    try {
      settlements.receipt(settlementId, message4);
    } catch (ProtocolException e) {
      LOG.log(
          Level.WARNING,
          "The receipt that came with the acknowledgement of {0} is refused: {1}",
          settlementId,
          e.detail());
    }
  }
}
