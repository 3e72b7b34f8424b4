package fiveseal.settlement;

import fiveseal.audit.EvidenceStore;
import fiveseal.audit.Seal;
import fiveseal.config.Configuration;
import fiveseal.manager.Settlements;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.store.CompletionEndpoints;
import fiveseal.store.CompletionUrl;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Pushes message 3 to the store's completion endpoint. Any 2xx acknowledges; a body is message 4:
 * the receipt in one round trip. What fails, in whatever way, stays due in the database.
 */
@Singleton
@Lock(LockType.READ)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CompletionDelivery {
  private static final Logger LOG = System.getLogger(CompletionDelivery.class.getName());
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  /** The container has 16 threads for asynchronous calls: two stay free for what only asks. */
  private static final int IN_FLIGHT_MAX = 14;

  private static final int IN_FLIGHT_PER_STORE_MAX = 8;

  private final DeliveryQueue queue = new DeliveryQueue(IN_FLIGHT_PER_STORE_MAX, IN_FLIGHT_MAX);
  private CompletionPush http;

  @Inject DeliveryStore deliveries;
  @Inject EvidenceStore evidence;
  @Inject CompletionEndpoints endpoints;
  @Inject Configuration configuration;
  @Inject Clock clock;
  @EJB Settlements settlements;
  @EJB CompletionDelivery self;

  @PostConstruct
  void open() {
    boolean demo = configuration.demo();
    CheckedResolver resolver =
        new CheckedResolver(
            SystemDefaultDnsResolver.INSTANCE, address -> CompletionUrl.mayReceive(address, demo));
    try {
      http = new CompletionPush(resolver, SSLContext.getDefault(), DEADLINE, IN_FLIGHT_MAX);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @PreDestroy
  void close() {
    http.close();
  }

  /** Tries once, soon, without keeping the caller waiting. */
  @Asynchronous
  public void deliver(String settlementId) {
    unlessItThrows(
        "The delivery of " + settlementId + " could not be tried",
        () ->
            deliveries
                .find(settlementId)
                .filter(delivery -> !delivery.isAcknowledged())
                .ifPresent(
                    delivery ->
                        enqueue(settlementId, delivery.storeId(), DeliveryCause.COMPLETION)));
  }

  /** Tries soon what an operator wants to be delivered again and has claimed for it. */
  public void deliverAgain(String settlementId, String storeId) {
    enqueue(settlementId, storeId, DeliveryCause.RESEND);
  }

  /** Tries again what is due, each store at its turn. */
  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  public void deliverDue() {
    // A timer that throws is given up by the container, and nothing would be tried again.
    unlessItThrows(
        "Deliveries that are due could not be tried",
        () -> deliveries.storesWithDue(clock.instant()).forEach(this::claimFor));
  }

  private void claimFor(String storeId) {
    int room = queue.room(storeId);
    if (room > 0) {
      deliveries
          .claimDue(storeId, room, clock.instant())
          .forEach(id -> enqueue(id, storeId, DeliveryCause.SCHEDULE));
    }
  }

  private void enqueue(String settlementId, String storeId, DeliveryCause cause) {
    queue.offer(new DeliveryTask(settlementId, storeId, cause));
    dispatch();
  }

  private void dispatch() {
    for (Optional<DeliveryTask> next = queue.take(); next.isPresent(); next = queue.take()) {
      DeliveryTask task = next.get();
      try {
        self.work(task);
      } catch (RuntimeException e) {
        queue.ended(task, false);
        throw e;
      }
    }
  }

  /** One attempt, on a thread of its own; then whoever waits has its turn. */
  @Asynchronous
  public void work(DeliveryTask task) {
    boolean reached = false;
    try {
      reached = attempt(task);
    } catch (RuntimeException e) {
      // It stays due.
      LOG.log(Level.WARNING, "The delivery of " + task.settlementId() + " ended early", e);
    } finally {
      queue.ended(task, reached);
    }
    unlessItThrows("Deliveries that wait could not be tried", () -> continueAfter(task));
  }

  /** A store that is back gets its backlog without waiting for the timer. */
  private void continueAfter(DeliveryTask task) {
    dispatch();
    if (task.cause() == DeliveryCause.SCHEDULE && queue.isIdle(task.storeId())) {
      claimFor(task.storeId());
    }
  }

  private static void unlessItThrows(String failure, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, failure, e);
    }
  }

  /** True if the store answered, whatever it said. */
  private boolean attempt(DeliveryTask task) {
    Optional<URI> endpoint = endpoints.of(task.storeId());
    if (endpoint.isEmpty()) {
      deliveries.hasNoEndpoint(task.settlementId(), clock.instant());
      // One may have been stated meanwhile, and what that made due was just put off.
      endpoint = endpoints.of(task.storeId());
    }
    if (endpoint.isEmpty()) {
      return true;
    }
    try {
      endpoints.check(endpoint.get().toString());
    } catch (ProtocolException e) {
      deliveries.failed(task, e.detail(), clock.instant());
      return false;
    }
    try {
      push(task, endpoint.get());
      return true;
    } catch (IOException e) {
      deliveries.failed(task, PushFailure.of(e), clock.instant());
      return false;
    }
  }

  private void push(DeliveryTask task, URI endpoint) throws IOException {
    String message3 = evidence.find(Seal.COMPLETION, task.settlementId()).orElseThrow().compact();
    CompletionPush.Answer answer = http.push(endpoint, message3);
    String outcome = "HTTP " + answer.status();
    if (answer.status() / 100 != 2) {
      deliveries.failed(task, outcome, clock.instant());
      return;
    }
    if (!answer.body().isEmpty()) {
      outcome += receipt(task.settlementId(), answer.body());
    }
    deliveries.acknowledged(task, outcome, clock.instant());
  }

  /** Takes the receipt; tells what became of it. */
  private String receipt(String settlementId, String message4) {
    try {
      settlements.receipt(settlementId, message4);
      return " with the receipt";
    } catch (ProtocolException e) {
      if (e.code() == ErrorCode.UNAVAILABLE) {
        throw e;
      }
      LOG.log(
          Level.WARNING,
          "The receipt that came with the acknowledgement of {0} is refused: {1}",
          settlementId,
          e.detail());
      return " with a receipt that is refused: " + e.code().code();
    }
  }

  /** Logs that the store fetched message 3 itself; what it asked for does not depend on it. */
  public void fetched(String settlementId) {
    unlessItThrows(
        "It could not be logged that " + settlementId + " was fetched",
        () -> deliveries.fetched(settlementId, clock.instant()));
  }
}
