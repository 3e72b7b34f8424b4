package fiveseal.testbed;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * PostgreSQL on 127.0.0.1 with its data in the run folder: durable, passwords for everyone, the
 * database {@code fiveseal} with its five roles and all migrations.
 */
final class DatabaseServer implements AutoCloseable {

  static final String DATABASE = "fiveseal";
  static final String OWNER = "fiveseal_owner";
  static final String APP = "fiveseal_app";
  static final String MALL = "fiveseal_mall";
  static final String ACCESS = "fiveseal_access";
  static final String AUDITOR = "fiveseal_auditor";

  private static final String SUPERUSER = "postgres";
  private static final Duration START_LIMIT = Duration.ofMinutes(1);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  /** It complains that a killed server cannot be stopped. */
  private static final Logger LIBRARY = Logger.getLogger(EmbeddedPostgres.class.getName());

  private final RunFolder folder;
  private final int port;
  private final Secrets secrets;
  private volatile EmbeddedPostgres server;

  private DatabaseServer(EmbeddedPostgres server, RunFolder folder, int port, Secrets secrets) {
    this.server = server;
    this.folder = folder;
    this.port = port;
    this.secrets = secrets;
  }

  /**
   * Starts the server, on the data of an earlier run if there is any, and brings the schema up to
   * date.
   */
  static DatabaseServer start(RunFolder folder, int port, Secrets secrets) {
    endLeftover(folder);
    // Both the programs and the library's own scratch folder go there, not into a folder of /tmp
    // that another user of this machine may own.
    System.setProperty("ot.epg.working-dir", folder.databasePrograms().toString());
    String password = password(secrets, SUPERUSER);
    try {
      EmbeddedPostgres server = startServer(folder, port, password);
      DatabaseServer started = new DatabaseServer(server, folder, port, secrets);
      try {
        started.requirePasswords(password);
        started.requireDurable();
        started.createRolesAndDatabase();
        started.migrate();
      } catch (SQLException | RuntimeException e) {
        started.close();
        throw e;
      }
      return started;
    } catch (IOException | SQLException e) {
      throw new Trouble(
          "PostgreSQL did not start: " + e.getMessage() + "; see " + folder.log("postgres") + ".",
          e);
    }
  }

  private static EmbeddedPostgres startServer(RunFolder folder, int port, String password)
      throws IOException {
    ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(folder.log("postgres").toFile());
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.database())
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPort(port)
        .setPGStartupWait(START_LIMIT)
        .setOutputRedirector(log)
        .setErrorRedirector(log)
        .setConnectConfig("password", password)
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("max_connections", "200")
        .setLocaleConfig("locale", "C")
        .start();
  }

  /** The installer lets everyone in without a password; after this nobody. */
  private void requirePasswords(String password) throws SQLException, IOException {
    try (Connection connection = superuser(SUPERUSER, password).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER ROLE " + SUPERUSER + " PASSWORD '" + password + "'");
      Path rules = folder.database().resolve("pg_hba.conf");
      String strict = "host all all 127.0.0.1/32 scram-sha-256\n";
      if (!Files.readString(rules).equals(strict)) {
        RunFolder.writePrivately(rules, strict);
        statement.execute("SELECT pg_reload_conf()");
      }
    }
  }

  /** The library switches durability off; what is acknowledged here must survive. */
  private void requireDurable() throws SQLException {
    try (Connection connection = superuser(SUPERUSER).getConnection();
        Statement statement = connection.createStatement()) {
      for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
        try (ResultSet value = statement.executeQuery("SHOW " + setting)) {
          if (!value.next() || !value.getString(1).equals("on")) {
            throw new IllegalStateException(setting + " is not on");
          }
        }
      }
    }
  }

  private void createRolesAndDatabase() throws SQLException {
    try (Connection connection = superuser(SUPERUSER).getConnection();
        Statement statement = connection.createStatement()) {
      for (String role : new String[] {OWNER, APP, MALL, ACCESS, AUDITOR}) {
        if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")) {
          statement.execute("CREATE ROLE " + role + " LOGIN");
        }
        statement.execute("ALTER ROLE " + role + " PASSWORD '" + password(secrets, role) + "'");
      }
      if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
        statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
        statement.execute("REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
      }
      statement.execute(
          "GRANT CONNECT ON DATABASE "
              + DATABASE
              + " TO "
              + String.join(", ", APP, MALL, ACCESS, AUDITOR));
    }
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      return result.next();
    }
  }

  private void migrate() {
    Flyway.configure()
        .dataSource(url(port), OWNER, password(secrets, OWNER))
        .locations("classpath:db/migration")
        .schemas("settlement", "shop", "access")
        .defaultSchema("settlement")
        .load()
        .migrate();
  }

  /** JDBC URL of the database. */
  static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
  }

  /** The password of one of the roles. */
  static String password(Secrets secrets, String role) {
    return secrets.of("database." + role);
  }

  private DataSource superuser(String database) {
    return superuser(database, password(secrets, SUPERUSER));
  }

  private DataSource superuser(String database, String password) {
    return server.getDatabase(SUPERUSER, database, Map.of("password", password));
  }

  /** The database as its superuser, who may look at everything. */
  Connection connectAsSuperuser() throws SQLException {
    return superuser(DATABASE).getConnection();
  }

  /** The database as the auditor, who may read and nothing else. */
  Connection connectAsAuditor() throws SQLException {
    return DriverManager.getConnection(url(port), AUDITOR, password(secrets, AUDITOR));
  }

  /** SIGKILL, as if the machine had gone: what was acknowledged must be there afterwards. */
  void kill() {
    Path pidFile = folder.database().resolve("postmaster.pid");
    Optional<ProcessHandle> postmaster = Leftover.of(pidFile, "postgres");
    postmaster.ifPresent(
        process -> {
          List<ProcessHandle> backends = process.descendants().toList();
          process.destroyForcibly();
          Leftover.ended(process, STOP_LIMIT);
          // They end by themselves when they notice; a new server cannot start before that.
          backends.forEach(backend -> Leftover.ended(backend, STOP_LIMIT));
        });
    letGo();
  }

  /** Stops the server in order; {@link #restart} starts it again. */
  void stop() {
    close();
  }

  /**
   * Starts a server that was killed or stopped on the same data again, and waits until it answers.
   *
   * @throws Trouble if it does not start
   */
  void restart() {
    try {
      Wait.until(
          START_LIMIT,
          () -> Leftover.of(folder.database().resolve("postmaster.pid"), "postgres").isEmpty(),
          "The killed PostgreSQL did not end.");
      server = startServer(folder, port, password(secrets, SUPERUSER));
      requireDurable();
    } catch (IOException | SQLException | IllegalStateException e) {
      throw new Trouble(
          "PostgreSQL did not start again: "
              + e.getMessage()
              + "; see "
              + folder.log("postgres")
              + ".",
          e);
    }
  }

  /** The library holds a lock on the data for a server that is no more. */
  private void letGo() {
    Level before = LIBRARY.getLevel();
    LIBRARY.setLevel(Level.OFF);
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      LIBRARY.setLevel(before);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends a server that outlived a killed launcher: two servers on one folder cannot be. */
  static void endLeftover(RunFolder folder) {
    Path pidFile = folder.database().resolve("postmaster.pid");
    Optional<ProcessHandle> leftover = Leftover.of(pidFile, "postgres");
    if (leftover.isPresent()) {
      // SIGINT is PostgreSQL's fast shutdown; the SIGTERM that Java knows waits for every client.
      Program.run(
          List.of("kill", "-INT", Long.toString(leftover.get().pid())),
          folder.root(),
          Map.of(),
          folder.log("stop"),
          STOP_LIMIT);
      if (!Leftover.ended(leftover.get(), STOP_LIMIT)) {
        Leftover.end(leftover.get(), STOP_LIMIT);
      }
    }
  }
}
