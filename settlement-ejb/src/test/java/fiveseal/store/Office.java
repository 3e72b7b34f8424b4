package fiveseal.store;

import fiveseal.config.Configuration;
import fiveseal.config.VaultSettings;
import fiveseal.database.EmbeddedDatabase;
import fiveseal.keys.HistoryWiring;
import fiveseal.keys.KeyVault;
import fiveseal.keys.KeyVaultProducer;
import fiveseal.keys.ManagerKey;
import fiveseal.keys.ManagerKeyHistory;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;

/** A node of the manager without a container: the beans, wired by hand over a real database. */
@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
final class Office implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-01T12:00:00.25Z");

  final EmbeddedDatabase database;
  final TestClock clock = new TestClock();
  final Configuration configuration;
  final KeyVault vault;
  private final EntityManagerFactory factory;

  Office(Path directory) throws IOException, SQLException {
    URI anywhere = URI.create("https://pay.example");
    configuration =
        new Configuration(
            "manager",
            anywhere,
            anywhere,
            false,
            Optional.empty(),
            new VaultSettings("bcfks", directory.resolve("vault"), "correct horse battery"));
    vault = new KeyVaultProducer().vault(configuration, clock);
    database = EmbeddedDatabase.start();
    factory =
        database.entities(
            Store.class,
            StoreKey.class,
            StoreInvitation.class,
            StatedEndpoint.class,
            StatedEndpoint.Key.class,
            ManagerKey.class);
  }

  /** A node has its own caches over the common database. */
  Node node() {
    return new Node();
  }

  @Override
  public void close() throws IOException {
    factory.close();
    database.close();
  }

  /** One of several nodes. */
  final class Node {
    final StoreKeys keys = new StoreKeys();
    final Contracts contracts = new Contracts();
    final Heard<EndpointStated> stated = new Heard<>();

    /** As a container calls a bean: one transaction, rolled back if it throws. */
    <T> T call(Function<StoreRegistrar, T> work) {
      return transact(entities -> work.apply(registrar(entities)));
    }

    <T> T transact(Function<EntityManager, T> work) {
      EntityManager entities = factory.createEntityManager();
      keys.entities = entities;
      keys.configuration = configuration;
      contracts.entities = entities;
      try {
        entities.getTransaction().begin();
        T result = work.apply(entities);
        entities.getTransaction().commit();
        return result;
      } finally {
        if (entities.getTransaction().isActive()) {
          entities.getTransaction().rollback();
        }
        entities.close();
      }
    }

    ManagerKeyHistory history(EntityManager entities) {
      return HistoryWiring.history(entities, vault, clock);
    }

    PublishedKeys published(EntityManager entities) {
      PublishedKeys published = new PublishedKeys();
      published.entities = entities;
      published.configuration = configuration;
      published.history = history(entities);
      return published;
    }

    private StoreRegistrar registrar(EntityManager entities) {
      StoreRegistrar registrar = new StoreRegistrar();
      registrar.entities = entities;
      registrar.configuration = configuration;
      registrar.clock = clock;
      registrar.keys = keys;
      registrar.admission = new StoreAdmission();
      registrar.admission.entities = entities;
      registrar.admission.configuration = configuration;
      registrar.admission.clock = clock;
      registrar.enrolment = new StoreEnrolment();
      registrar.enrolment.entities = entities;
      registrar.enrolment.configuration = configuration;
      registrar.enrolment.clock = clock;
      registrar.enrolment.vault = vault;
      registrar.endpoints = endpoints(entities);
      return registrar;
    }

    CompletionEndpoints endpoints(EntityManager entities) {
      CompletionEndpoints endpoints = new CompletionEndpoints();
      endpoints.entities = entities;
      endpoints.configuration = configuration;
      endpoints.clock = clock;
      endpoints.keys = keys;
      endpoints.hosts = new AllowedHosts(Optional.empty());
      endpoints.stated = stated;
      return endpoints;
    }
  }

  /** Stands still until it is moved. */
  static final class TestClock extends Clock {
    private Instant now = START;

    void advance(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
