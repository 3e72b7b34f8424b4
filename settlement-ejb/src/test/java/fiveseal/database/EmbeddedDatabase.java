package fiveseal.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.eclipse.persistence.transaction.JTATransactionController;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL as in production: roles first, then every migration as their owner; what is tested
 * works as {@code fiveseal_app}. Durable only if that is asked for.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final List<String> ROLES =
      List.of(
          "fiveseal_owner", "fiveseal_app", "fiveseal_mall", "fiveseal_access", "fiveseal_auditor");
  private static final AtomicInteger FACTORIES = new AtomicInteger();
  private static final Duration END_LIMIT = Duration.ofSeconds(20);

  private static final AtomicInteger COPIES = new AtomicInteger();

  /** What the databases of one process are copied from, which takes no time. */
  private static EmbeddedDatabase original;

  private final String name;
  private EmbeddedPostgres postgres;

  private EmbeddedDatabase(EmbeddedPostgres postgres, String name) {
    this.postgres = postgres;
    this.name = name;
  }

  /** A new database, migrated and empty, on a server that all of this process share. */
  public static synchronized EmbeddedDatabase start() throws IOException, SQLException {
    if (original == null) {
      original = migrated(EmbeddedPostgres.start());
    }
    EmbeddedDatabase copy =
        new EmbeddedDatabase(original.postgres, "copy_" + COPIES.incrementAndGet());
    copy.onServer("CREATE DATABASE " + copy.name + " TEMPLATE " + original.name);
    return copy;
  }

  private void onServer(String sql) throws SQLException {
    try (Connection connection = postgres.getTemplateDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * The same on a server of its own, but what was committed survives {@link #crash}; and what was
   * not is lost for certain, since nobody writes the log before a commit wants it.
   *
   * @param data an empty directory, which the caller removes
   */
  public static EmbeddedDatabase startDurable(Path data) throws IOException, SQLException {
    return migrated(durable(data, 0));
  }

  private static EmbeddedPostgres durable(Path data, int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("wal_writer_delay", "10s");
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  private static EmbeddedDatabase migrated(EmbeddedPostgres postgres) throws SQLException {
    EmbeddedDatabase database = new EmbeddedDatabase(postgres, "postgres");
    try (Connection connection = database.postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String role : ROLES) {
        statement.execute("CREATE ROLE " + role + " LOGIN");
      }
      statement.execute("GRANT CREATE ON DATABASE postgres TO fiveseal_owner");
    }
    Flyway.configure()
        .dataSource(database.dataSource("fiveseal_owner"))
        .schemas("settlement", "shop", "access")
        .defaultSchema("settlement")
        .locations("filesystem:../db/migration")
        .load()
        .migrate();
    return database;
  }

  /** SIGKILL for a durable server, and a new one on its data and its port. */
  public void crash(Path data) throws Exception {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> backends = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    awaitEnd(postmaster);
    for (ProcessHandle backend : backends) {
      awaitEnd(backend);
    }
    int port = postgres.getPort();
    postgres.close();
    postgres = durable(data, port);
  }

  private static void awaitEnd(ProcessHandle process) throws Exception {
    process.onExit().get(END_LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  /** A connection for each call, as the role, in the manager's schema. */
  public DataSource dataSource(String role) {
    return connected(new PGSimpleDataSource(), role);
  }

  private <T extends PGSimpleDataSource> T connected(T source, String role) {
    source.setURL(
        "jdbc:postgresql://localhost:"
            + postgres.getPort()
            + "/"
            + name
            + "?currentSchema=settlement");
    source.setUser(role);
    return source;
  }

  /** The entities over this database, as the application's role, with production's settings. */
  public EntityManagerFactory entities(Class<?>... classes) {
    return entities(dataSource("fiveseal_app"), classes);
  }

  /** The same over a source of this database's connections. */
  public EntityManagerFactory entities(DataSource source, Class<?>... classes) {
    return factory(PersistenceUnitTransactionType.RESOURCE_LOCAL, source, Map.of(), classes);
  }

  /** The same, with transactions that a container begins and ends. */
  public EntityManagerFactory entities(ContainerTransactions transactions, Class<?>... classes) {
    SessionCustomizer control =
        session ->
            session.setExternalTransactionController(new JTATransactionController(transactions));
    return factory(
        PersistenceUnitTransactionType.JTA,
        connected(new JoiningDataSource(transactions), "fiveseal_app"),
        Map.of("eclipselink.session.customizer", control),
        classes);
  }

  private static EntityManagerFactory factory(
      PersistenceUnitTransactionType transactions,
      DataSource source,
      Map<String, Object> more,
      Class<?>... classes) {
    Map<String, Object> properties = new HashMap<>(more);
    // Or two databases at once would share the first one's session.
    properties.put("eclipselink.session-name", "test-" + FACTORIES.incrementAndGet());
    properties.put("eclipselink.weaving", "false");
    properties.put("eclipselink.logging.level", "WARNING");
    return new PersistenceProvider()
        .createContainerEntityManagerFactory(
            new TestUnit(transactions, source, List.of(classes)), properties);
  }

  /** A server that others share ends with the process. */
  @Override
  public void close() throws IOException {
    if (original == null || postgres != original.postgres) {
      postgres.close();
      return;
    }
    try {
      onServer("DROP DATABASE " + name + " WITH (FORCE)");
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
