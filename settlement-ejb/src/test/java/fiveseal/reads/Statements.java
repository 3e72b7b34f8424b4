package fiveseal.reads;

import fiveseal.database.Plan;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * Looks at the statements that pass through data sources: while it listens, each is explained with
 * its own parameters before it is executed, so that nobody has to know which statements there are.
 */
final class Statements {
  private final List<Seen> seen = new ArrayList<>();
  private boolean listening;

  /**
   * A statement and how it was answered.
   *
   * @param sql as it was sent
   * @param skips how many rows it counts and throws away before its page
   */
  record Seen(String sql, Plan plan, long skips) {}

  /** From now on statements are explained, or no more. */
  void listen(boolean on) {
    listening = on;
  }

  /** What was seen since it was last asked. */
  List<Seen> take() {
    List<Seen> taken = List.copyOf(seen);
    seen.clear();
    return taken;
  }

  /** The source, looked at. */
  DataSource of(DataSource source) {
    return wrapped(
        DataSource.class,
        source,
        (method, arguments, result) ->
            result instanceof Connection connection ? of(connection) : result);
  }

  private Connection of(Connection connection) {
    return wrapped(
        Connection.class,
        connection,
        (method, arguments, result) ->
            result instanceof PreparedStatement statement
                ? of(connection, statement, (String) arguments[0])
                : result);
  }

  private PreparedStatement of(Connection connection, PreparedStatement statement, String sql) {
    List<Setting> settings = new ArrayList<>();
    return (PreparedStatement)
        Proxy.newProxyInstance(
            Statements.class.getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("set") && method.getParameterCount() >= 2) {
                settings.add(new Setting(method, arguments));
              }
              if (method.getName().startsWith("execute") && listening && isRead(sql)) {
                explain(connection, sql, settings);
              }
              return call(statement, method, arguments);
            });
  }

  /** Explaining executes: a row that is written once must not be there before. */
  private static boolean isRead(String sql) {
    return !sql.toLowerCase(Locale.ROOT).matches("(?s)insert into .* values .*");
  }

  /** A parameter as it was set. */
  private record Setting(Method method, Object[] arguments) {}

  private void explain(Connection connection, String sql, List<Setting> settings) throws Throwable {
    try (PreparedStatement explained =
        connection.prepareStatement(
            "explain (analyze, costs off, timing off, summary off) " + sql)) {
      for (Setting setting : settings) {
        call(explained, setting.method(), setting.arguments());
      }
      List<String> lines = new ArrayList<>();
      try (ResultSet rows = explained.executeQuery()) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
      seen.add(new Seen(sql, new Plan(lines), skips(sql, settings)));
    }
  }

  /** EclipseLink writes an offset behind every limit, which is zero if nobody wants one. */
  private static long skips(String sql, List<Setting> settings) {
    String lower = sql.toLowerCase(Locale.ROOT);
    if (!lower.contains("offset")) {
      return 0;
    }
    Object last = settings.get(settings.size() - 1).arguments()[1];
    return lower.endsWith("offset ?") && last instanceof Number number ? number.longValue() : 1;
  }

  /** What becomes of a call's result. */
  private interface Afterwards {
    Object of(Method method, Object[] arguments, Object result);
  }

  private static <T> T wrapped(Class<T> type, T wrapped, Afterwards afterwards) {
    return type.cast(
        Proxy.newProxyInstance(
            Statements.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getReturnType() == Statement.class) {
                throw new SQLException("a statement without parameters is not looked at");
              }
              return afterwards.of(method, arguments, call(wrapped, method, arguments));
            }));
  }

  private static Object call(Object on, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
