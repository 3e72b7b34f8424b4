package fiveseal.settlement;

import fiveseal.audit.StoredMessage;
import fiveseal.database.EmbeddedDatabase;
import fiveseal.database.Plan;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/** Settlements, updates and deliveries in a real database, and who reads them. */
public final class Records implements AutoCloseable {
  /** When the tests begin. */
  public static final Instant START = Instant.parse("2026-03-01T12:00:00.25Z");

  private final EmbeddedDatabase database;
  private final EntityManagerFactory factory;
  private final TestClock clock = new TestClock();
  private int ids;

  /** Starts a database with two cards. */
  public Records() throws IOException, SQLException {
    database = EmbeddedDatabase.start();
    factory =
        database.entities(
            Settlement.class, Delivery.class, DeliveryAttempt.class, StoredMessage.class);
  }

  /** A clock that stands still until it is moved. */
  public TestClock clock() {
    return clock;
  }

  /** Executes one statement as the owner of the tables. */
  public void sql(String statement, Object... parameters) {
    try (Connection connection = database.dataSource("fiveseal_owner").getConnection();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < parameters.length; i++) {
        prepared.setObject(i + 1, parameters[i]);
      }
      prepared.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How the application's query is answered. */
  public Plan plan(String query, Object... parameters) throws SQLException {
    return Plan.of(database.dataSource("fiveseal_app"), query, parameters);
  }

  /** Nothing but the stores and cards stays. */
  public void clear() {
    sql(
        "truncate delivery_attempt, delivery, evidence, settlement, value_update, store, card"
            + " cascade");
    clock.now = START;
  }

  /** A store of that name. */
  public void store(String id) {
    sql(
        "insert into store (store_id, name, role, commission_per_mille, fee_per_mille,"
            + " registered_at) values (?, ?, 'STORE', 0, 0, now()) on conflict do nothing",
        id,
        id);
  }

  /** The next id, greater than all before. */
  public String nextId() {
    return String.format(Locale.ROOT, "01957000-0000-7000-8000-%012x", ++ids);
  }

  /** A settlement of a store, as it stands in the table. */
  public String settlement(String store, String state, Instant expiresAt, Instant completedAt) {
    store(store);
    String id = nextId();
    sql(
        "insert into settlement (settlement_id, store_id, request_id, state, amount_minor,"
            + " currency, created_at, expires_at, completed_at)"
            + " values (?, ?, ?, ?, 1200, 'JPY', ?, ?, ?)",
        id,
        store,
        "r-" + id,
        state,
        START.minus(Duration.ofDays(9)).atOffset(ZoneOffset.UTC),
        expiresAt.atOffset(ZoneOffset.UTC),
        completedAt == null ? null : completedAt.atOffset(ZoneOffset.UTC));
    return id;
  }

  /** A completed settlement whose delivery is due now. */
  String due(String store) {
    String id = settlement(store, "COMPLETED", clock.now, clock.now);
    sql(
        "insert into delivery (settlement_id, store_id, attempts, next_attempt_at, last_outcome)"
            + " values (?, ?, 0, ?, 'new')",
        id,
        store,
        clock.now.atOffset(ZoneOffset.UTC));
    return id;
  }

  /** As a container calls a bean: one transaction, rolled back if it throws. */
  public <T> T transact(Function<EntityManager, T> work) {
    EntityManager entities = factory.createEntityManager();
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

  /** Calls the deliveries' bean in a transaction. */
  <T> T ask(Function<DeliveryStore, T> work) {
    return transact(entities -> work.apply(bean(entities)));
  }

  /** Calls the deliveries' bean in a transaction. */
  void tell(Consumer<DeliveryStore> work) {
    ask(
        deliveries -> {
          work.accept(deliveries);
          return null;
        });
  }

  @SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
  private DeliveryStore bean(EntityManager entities) {
    DeliveryStore deliveries = new DeliveryStore();
    deliveries.entities = entities;
    deliveries.clock = clock;
    return deliveries;
  }

  Delivery delivery(String id) {
    return ask(deliveries -> deliveries.find(id).orElseThrow());
  }

  @Override
  public void close() throws IOException {
    factory.close();
    database.close();
  }

  /** Stands still until it is moved. */
  public static final class TestClock extends Clock {
    private volatile Instant now = START;

    /** Moves it. */
    public void advance(Duration duration) {
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
