package fiveseal.access;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.Dependent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;

/** The schema {@code access} by plain JDBC: inside a transaction if there is one. */
@Dependent
public class AccessDatabase {
  static final String URL = "fiveseal.access.db.url";

  @Resource(lookup = "java:app/jdbc/access")
  private DataSource access;

  private final boolean configured;

  /** For the container. */
  public AccessDatabase() {
    configured = ConfigProvider.getConfig().getOptionalValue(URL, String.class).isPresent();
  }

  AccessDatabase(DataSource access) {
    this.access = access;
    configured = true;
  }

  /** Whether there is such a database at all: payments and the operator's programs need none. */
  boolean isConfigured() {
    return configured;
  }

  /**
   * Reads rows.
   *
   * @param parameters texts, numbers, bytes, instants, enums, optionals of these, or null
   */
  <T> List<T> query(String sql, Row<T> row, Object... parameters) {
    try (Connection connection = access.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(row.read(rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new EJBException("the users' records could not be read", e);
    }
  }

  /** Writes, and tells how many rows were written. */
  int update(String sql, Object... parameters) {
    try (Connection connection = access.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, parameters);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new EJBException("the users' records could not be written", e);
    }
  }

  private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, value(parameters[i]));
    }
  }

  private static Object value(Object parameter) {
    if (parameter instanceof Optional<?> optional) {
      return optional.map(AccessDatabase::value).orElse(null);
    }
    if (parameter instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    }
    return parameter instanceof Enum<?> constant ? constant.name() : parameter;
  }

  /** A time that is there. */
  static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** A time that may be missing. */
  static Optional<Instant> optionalTime(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /** A text that may be missing. */
  static Optional<String> optionalText(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  /** Reads a row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }
}
