package fiveseal.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a connection is told, whatever happens within a transaction. */
class ShopDatabaseTest {
  private final List<String> told = new ArrayList<>();
  private final ShopDatabase records = new ShopDatabase(source());

  private DataSource source() {
    PreparedStatement statement =
        (PreparedStatement)
            proxy(
                PreparedStatement.class,
                (method, arguments) -> method.equals("executeUpdate") ? 1 : null);
    Connection connection =
        (Connection)
            proxy(
                Connection.class,
                (method, arguments) -> {
                  told.add(method.equals("setAutoCommit") ? "auto-commit " + arguments[0] : method);
                  return method.equals("prepareStatement") ? statement : null;
                });
    return (DataSource) proxy(DataSource.class, (method, arguments) -> connection);
  }

  private interface Telling {
    Object of(String method, Object[] arguments);
  }

  private static Object proxy(Class<?> type, Telling telling) {
    return Proxy.newProxyInstance(
        ShopDatabaseTest.class.getClassLoader(),
        new Class<?>[] {type},
        (self, method, arguments) -> telling.of(method.getName(), arguments));
  }

  @Test
  void inTransaction_ofWorkThatIsDone_commits() {
    int changed = records.inTransaction(session -> session.update("UPDATE"));

    assertThat(changed).isEqualTo(1);
    assertThat(told)
        .containsExactly(
            "auto-commit false", "prepareStatement", "commit", "auto-commit true", "close");
  }

  static List<Throwable> failures() {
    return List.of(
        new ProtocolException(ErrorCode.NOT_FOUND, "not there"),
        new StackOverflowError("deep"),
        new AssertionError("never"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void inTransaction_ofWorkThatThrowsAnything_commitsNothingOfIt(Throwable failure) {
    assertThatThrownBy(
            () ->
                records.inTransaction(
                    session -> {
                      session.update("UPDATE");
                      throw unchecked(failure);
                    }))
        .isSameAs(failure);

    assertThat(told)
        .containsExactly(
            "auto-commit false", "prepareStatement", "rollback", "auto-commit true", "close");
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }
}
