package fiveseal.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** As a container's: one connection for a transaction, whoever asks and however often. */
final class JoiningDataSource extends PGSimpleDataSource {
  private static final long serialVersionUID = 1L;

  private final transient ContainerTransactions transactions;

  JoiningDataSource(ContainerTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (!transactions.isBegun()) {
      return super.getConnection();
    }
    return staysOpen(transactions.connection(super::getConnection));
  }

  /** The transaction closes it. */
  private static Connection staysOpen(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            JoiningDataSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
