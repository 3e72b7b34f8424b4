package fiveseal.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL as in production: roles first, then every migration as their owner; what is tested
 * works as {@code fiveseal_app}. Not durable.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final List<String> ROLES =
      List.of(
          "fiveseal_owner", "fiveseal_app", "fiveseal_mall", "fiveseal_access", "fiveseal_auditor");

  private final EmbeddedPostgres postgres;

  private EmbeddedDatabase(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /** Starts a server with an empty database and migrates it. */
  public static EmbeddedDatabase start() throws IOException, SQLException {
    EmbeddedDatabase database = new EmbeddedDatabase(EmbeddedPostgres.start());
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

  /** A connection for each call, as the role, in the manager's schema. */
  public DataSource dataSource(String role) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(
        "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres?currentSchema=settlement");
    source.setUser(role);
    return source;
  }

  /** The entities over this database, as the application's role, with production's settings. */
  public EntityManagerFactory entities(Class<?>... classes) {
    return new PersistenceProvider()
        .createContainerEntityManagerFactory(
            new TestUnit(dataSource("fiveseal_app"), List.of(classes)),
            Map.of(
                // Or two databases at once would share the first one's session.
                "eclipselink.session-name", "test-" + postgres.getPort(),
                "eclipselink.target-database", "PostgreSQL",
                "eclipselink.jdbc.batch-writing", "JDBC",
                "eclipselink.cache.shared.default", "false",
                "eclipselink.weaving", "false",
                "eclipselink.logging.level", "WARNING"));
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
