package fiveseal.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/** A throw-away server whose database was empty before the migrations ran as their owner. */
public final class MigratedDatabase implements AutoCloseable {
  private static final List<String> ROLES =
      List.of(
          "fiveseal_owner", "fiveseal_app", "fiveseal_mall", "fiveseal_access", "fiveseal_auditor");

  private final EmbeddedPostgres postgres;
  private final Flyway flyway;
  private final MigrateResult first;

  public MigratedDatabase() throws IOException, SQLException {
    postgres = EmbeddedPostgres.start();
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      for (String role : ROLES) {
        statement.execute("CREATE ROLE " + role + " LOGIN");
      }
      statement.execute("GRANT CREATE ON DATABASE postgres TO fiveseal_owner");
    }
    flyway = flyway("postgres", "latest");
    first = flyway.migrate();
  }

  private Flyway flyway(String database, String target) {
    return Flyway.configure()
        .dataSource(url(database), "fiveseal_owner", "")
        .schemas("settlement", "shop", "access")
        .defaultSchema("settlement")
        .locations("classpath:db/migration")
        .target(target)
        .load();
  }

  /** Makes an empty database in which the migrations may run. */
  void create(String database) throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
      statement.execute("GRANT CREATE ON DATABASE " + database + " TO fiveseal_owner");
    }
  }

  /** Migrates another database up to a version, or to the {@code latest}. */
  void migrate(String database, String target) {
    flyway(database, target).migrate();
  }

  Flyway flyway() {
    return flyway;
  }

  /** What the migration of the empty database gave. */
  MigrateResult first() {
    return first;
  }

  Connection connect(String role) throws SQLException {
    return connect("postgres", role);
  }

  /** A connection to one of the server's databases; {@code postgres} is the migrated one. */
  public Connection connect(String database, String role) throws SQLException {
    return DriverManager.getConnection(url(database), role, "");
  }

  /** JDBC URL of one of the server's databases. */
  public String url(String database) {
    return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + database;
  }

  /** The first column of all rows of the migrated database, as text. */
  List<String> query(String sql) throws SQLException {
    return query("postgres", sql);
  }

  List<String> query(String database, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = connect(database, "postgres");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
