package fiveseal.testbed.simulator.database;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Statements are read once for all worlds. */
public final class StatementCache {
  private final EntityNames names;
  private final Map<String, Statement> jpql = new ConcurrentHashMap<>();
  private final Map<String, Statement> natives = new ConcurrentHashMap<>();

  public StatementCache(EntityNames names) {
    this.names = names;
  }

  Statement jpql(String text) {
    Statement known = jpql.get(text);
    return known != null
        ? known
        : jpql.computeIfAbsent(text, any -> new JpqlStatement(text, names));
  }

  Statement ofNative(String text) {
    Statement known = natives.get(text);
    return known != null ? known : natives.computeIfAbsent(text, NativeStatements::of);
  }
}
