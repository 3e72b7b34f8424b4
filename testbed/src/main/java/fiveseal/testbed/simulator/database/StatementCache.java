package fiveseal.testbed.simulator.database;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Statements are read once for all worlds. */
public final class StatementCache {
  private final EntityNames names;
  private final Schema schema;
  private final Map<String, Statement> jpql = new ConcurrentHashMap<>();
  private final Map<String, Statement> natives = new ConcurrentHashMap<>();

  public StatementCache(EntityNames names, Schema schema) {
    this.names = names;
    this.schema = schema;
  }

  Statement jpql(String text) {
    Statement known = jpql.get(text);
    return known != null
        ? known
        : jpql.computeIfAbsent(text, any -> new JpqlStatement(text, names, schema));
  }

  Statement ofNative(String text) {
    Statement known = natives.get(text);
    return known != null ? known : natives.computeIfAbsent(text, NativeStatements::of);
  }
}
