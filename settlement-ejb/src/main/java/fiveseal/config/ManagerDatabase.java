package fiveseal.config;

import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The manager's own data source, from the configuration alone. */
@DataSourceDefinition(
    name = "java:app/jdbc/fiveseal",
    className = "org.postgresql.ds.PGSimpleDataSource",
    url = "${MPCONFIG=fiveseal.db.url}",
    user = "${MPCONFIG=fiveseal.db.user}",
    password = "${MPCONFIG=fiveseal.db.password}",
    minPoolSize = 0,
    maxPoolSize = 48,
    properties = {
      "fish.payara.is-connection-validation-required=true",
      "fish.payara.connection-validation-method=custom-validation",
      "fish.payara.validation-classname="
          + "org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation",
      "fish.payara.fail-all-connections=true",
      "fish.payara.max-wait-time-in-millis=5000"
    })
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ManagerDatabase {
  private static final Logger LOG = System.getLogger(ManagerDatabase.class.getName());
  private static final int ANSWER_SECONDS_MAX = 3;

  @Resource(lookup = "java:app/jdbc/fiveseal")
  DataSource database;

  /** Whether the database answers now. */
  public boolean answers() {
    try (Connection connection = database.getConnection()) {
      return connection.isValid(ANSWER_SECONDS_MAX);
    } catch (SQLException e) {
      LOG.log(Level.ERROR, "The database does not answer", e);
      return false;
    }
  }
}
