package fiveseal.settlement;

import static org.awaitility.Awaitility.await;

import fiveseal.audit.EvidenceStore;
import fiveseal.audit.Seal;
import fiveseal.audit.StoredMessage;
import fiveseal.config.Configuration;
import fiveseal.manager.Settlements;
import fiveseal.store.CompletionEndpoints;
import fiveseal.store.CompletionUrl;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A node that delivers, without a container: asynchronous calls have 16 threads, as there. */
@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
final class DeliveryNode implements AutoCloseable {
  final Map<String, URI> endpoints = new ConcurrentHashMap<>();
  final List<String> receipts = new CopyOnWriteArrayList<>();
  final CompletionDelivery delivery = new CompletionDelivery();
  private final ExecutorService threads = Executors.newFixedThreadPool(16);

  DeliveryNode(Records records, boolean demo) {
    delivery.deliveries = new Deliveries(records);
    delivery.evidence = new Evidence(records);
    delivery.endpoints = new Endpoints(demo);
    delivery.clock = records.clock();
    delivery.configuration = configuration(demo);
    delivery.settlements =
        (Settlements)
            Proxy.newProxyInstance(
                DeliveryNode.class.getClassLoader(),
                new Class<?>[] {Settlements.class},
                (proxy, method, arguments) -> {
                  receipts.add(method.getName() + " " + arguments[0] + " " + arguments[1]);
                  return SettlementState.RECEIPTED.name();
                });
    delivery.self =
        new CompletionDelivery() {
          @Override
          public void work(DeliveryTask task) {
            threads.execute(() -> delivery.work(task));
          }
        };
    delivery.open();
  }

  private static Configuration configuration(boolean demo) {
    URI anywhere = URI.create("https://pay.example");
    return new Configuration("manager", anywhere, anywhere, demo, Optional.empty());
  }

  /** The store's endpoint is this server. */
  void endpoint(String storeId, StoreServer server) {
    endpoints.put(storeId, URI.create("http://localhost:" + server.port() + "/completions"));
  }

  @Override
  public void close() {
    threads.shutdown();
    delivery.close();
    await().atMost(Duration.ofSeconds(20)).until(threads::isTerminated);
  }

  /** Each call is a transaction. */
  private static final class Deliveries extends DeliveryStore {
    private final Records records;

    Deliveries(Records records) {
      this.records = records;
    }

    @Override
    public Optional<Delivery> find(String settlementId) {
      return records.ask(real -> real.find(settlementId));
    }

    @Override
    public List<String> storesWithDue(Instant now) {
      return records.ask(real -> real.storesWithDue(now));
    }

    @Override
    public List<String> claimDue(String storeId, int limit, Instant now) {
      return records.ask(real -> real.claimDue(storeId, limit, now));
    }

    @Override
    public void acknowledged(DeliveryTask task, String outcome, Instant now) {
      records.tell(real -> real.acknowledged(task, outcome, now));
    }

    @Override
    public void failed(DeliveryTask task, String outcome, Instant now) {
      records.tell(real -> real.failed(task, outcome, now));
    }

    @Override
    public void hasNoEndpoint(String settlementId, Instant now) {
      records.tell(real -> real.hasNoEndpoint(settlementId, now));
    }
  }

  private static final class Evidence extends EvidenceStore {
    private final Records records;

    Evidence(Records records) {
      this.records = records;
    }

    @Override
    public Optional<StoredMessage> find(Seal seal, String subjectId) {
      return records.transact(
          entities ->
              entities
                  .createQuery(
                      "select m from StoredMessage m where m.subjectId = :id and m.seal = :seal",
                      StoredMessage.class)
                  .setParameter("id", subjectId)
                  .setParameter("seal", seal.number())
                  .getResultStream()
                  .findFirst());
    }
  }

  private final class Endpoints extends CompletionEndpoints {
    private final boolean demo;

    Endpoints(boolean demo) {
      this.demo = demo;
    }

    @Override
    public Optional<URI> of(String storeId) {
      return Optional.ofNullable(endpoints.get(storeId));
    }

    @Override
    public void check(String url) {
      CompletionUrl.parse(url, demo);
    }
  }
}
