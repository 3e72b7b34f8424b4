package fiveseal.testbed.simulator.database;

import fiveseal.testbed.simulator.sql.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One transaction at READ COMMITTED: it sees what is committed, and what it wrote itself. */
public final class Transaction {
  private final SimulatedDatabase database;
  private final Map<Table, Map<Object, Object[]>> written = new LinkedHashMap<>();
  private final Session session;
  private boolean rollbackOnly;

  Transaction(SimulatedDatabase database) {
    this.database = database;
    this.session = new Session(database, Optional.of(this));
  }

  Session session() {
    return session;
  }

  public boolean isRollbackOnly() {
    return rollbackOnly;
  }

  public void setRollbackOnly() {
    rollbackOnly = true;
  }

  Optional<Object[]> find(Table table, Object key) {
    Object[] own = written.getOrDefault(table, Map.of()).get(key);
    return own != null ? Optional.of(own) : table.find(key);
  }

  /** All rows, its own last. */
  Collection<Object[]> rows(Table table) {
    Map<Object, Object[]> own = written.get(table);
    if (own == null) {
      return table.rows();
    }
    Map<Object, Object[]> all = new LinkedHashMap<>();
    table.rows().forEach(row -> all.put(table.shape().keyOf(row), row));
    all.putAll(own);
    return all.values();
  }

  /** At least the rows with this value in a column. */
  Collection<Object[]> having(Table table, int column, Object value) {
    Map<Object, Object[]> all = new LinkedHashMap<>();
    for (Object key : table.having(column, value)) {
      all.put(key, table.find(key).orElseThrow());
    }
    all.putAll(written.getOrDefault(table, Map.of()));
    return all.values();
  }

  void lock(Table table, Object key) {
    database.lock(table, key, this);
  }

  void insert(Table table, Map<String, Object> values) {
    Object[] row = new Object[table.shape().columns.size()];
    values.forEach((column, value) -> row[table.shape().column(column)] = Values.stored(value));
    insert(table, row);
  }

  /** Whether a row with these values would break a unique constraint. */
  boolean conflicts(Table table, Map<String, Object> values) {
    Object[] row = new Object[table.shape().columns.size()];
    values.forEach((column, value) -> row[table.shape().column(column)] = Values.stored(value));
    if (find(table, table.shape().keyOf(row)).isPresent()) {
      return true;
    }
    for (int i = 0; i < table.shape().uniques.size(); i++) {
      if (isTaken(table, i, row)) {
        return true;
      }
    }
    return false;
  }

  void insert(Table table, Object[] values) {
    Object[] row = values.clone();
    for (int i = 0; i < row.length; i++) {
      if (row[i] == null) {
        row[i] = table.shape().columns.get(i).otherwise().value(new RowScope(table.shape(), row));
      }
    }
    database.port().write();
    if (find(table, table.shape().keyOf(row)).isPresent()) {
      throw fail(table.shape().uniques.get(0).name(), "23505");
    }
    for (TableShape.Check check : table.shape().checks) {
      check(check, new RowScope(table.shape(), row));
    }
    check(table, row);
    put(table, row);
  }

  /** Writes the named columns of a row and no others. */
  void update(Table table, Object key, Map<Integer, Object> values) {
    Object[] row = find(table, key).orElseThrow().clone();
    values.forEach((column, value) -> row[column] = value);
    for (int column : values.keySet()) {
      String name = table.shape().columns.get(column).name();
      if (!table.shape().updatable.contains(name)) {
        throw fail("permission to update " + table.shape().name() + "." + name, "42501");
      }
    }
    database.port().write();
    lock(table, key);
    for (TableShape.Check check : table.shape().checks) {
      if (check.concerns(values.keySet())) {
        check(check, new RowScope(table.shape(), row));
      }
    }
    check(table, row);
    put(table, row);
  }

  private void put(Table table, Object[] row) {
    Object key = table.shape().keyOf(row);
    lock(table, key);
    written.computeIfAbsent(table, any -> new LinkedHashMap<>()).put(key, row);
  }

  private void check(TableShape.Check check, RowScope row) {
    if (Boolean.FALSE.equals(check.condition().value(row))) {
      throw fail(check.name(), "23514");
    }
  }

  private void check(Table table, Object[] row) {
    for (int i = 0; i < row.length; i++) {
      if (row[i] == null && table.shape().columns.get(i).notNull()) {
        throw fail(table.shape().columns.get(i).name() + " NOT NULL", "23502");
      }
    }
    for (int i = 0; i < table.shape().uniques.size(); i++) {
      if (isTaken(table, i, row)) {
        throw fail(table.shape().uniques.get(i).name(), "23505");
      }
    }
  }

  private boolean isTaken(Table table, int index, Object[] row) {
    TableShape.Unique unique = table.shape().uniques.get(index);
    Optional<Object> wanted = table.uniqueKey(unique, row);
    if (wanted.isEmpty()) {
      return false;
    }
    Object self = table.shape().keyOf(row);
    Map<Object, Object[]> own = written.getOrDefault(table, Map.of());
    Optional<Object> rival = table.rival(index, wanted.get());
    if (rival.isPresent() && !rival.get().equals(self) && !own.containsKey(rival.get())) {
      return true;
    }
    return own.entrySet().stream()
        .filter(other -> !other.getKey().equals(self))
        .anyMatch(other -> table.uniqueKey(unique, other.getValue()).equals(wanted));
  }

  private RuntimeException fail(String constraint, String state) {
    rollbackOnly = true;
    return DatabaseFailure.violated(constraint, state);
  }

  private void checkReferences() {
    written.forEach(
        (table, rows) -> {
          for (TableShape.Reference reference : table.shape().references) {
            Table there = database.table(reference.table());
            for (Object[] row : rows.values()) {
              if (dangles(row, reference, there)) {
                throw fail(reference.name(), "23503");
              }
            }
          }
        });
  }

  private boolean dangles(Object[] row, TableShape.Reference reference, Table there) {
    Object wanted = TableShape.keyOf(row, reference.columns());
    if (wanted == null || row[reference.columns()[0]] == null) {
      return false;
    }
    int[] columnsThere = reference.columnsThere();
    if (there.shape().isKey(columnsThere)) {
      return find(there, wanted).isEmpty();
    }
    return having(there, columnsThere[0], row[reference.columns()[0]]).stream()
        .noneMatch(other -> wanted.equals(TableShape.keyOf(other, columnsThere)));
  }

  /**
   * Writes what is still to be written, then makes all of it so.
   *
   * @throws jakarta.persistence.PersistenceException if it was rolled back, or if the
   *     acknowledgement was lost
   */
  public void commit() {
    if (rollbackOnly) {
      database.ended(this);
      throw DatabaseFailure.failure("the transaction was rolled back", "40000");
    }
    try {
      session.flush();
      checkReferences();
      if (!written.isEmpty()) {
        database.port().beforeCommit();
      }
    } catch (RuntimeException e) {
      database.ended(this);
      throw e;
    }
    List<Runnable> news = new ArrayList<>();
    written.forEach((table, rows) -> rows.values().forEach(row -> news.add(make(table, row))));
    database.ended(this);
    news.forEach(Runnable::run);
    if (!written.isEmpty()) {
      database.port().afterCommit();
    }
  }

  private Runnable make(Table table, Object[] row) {
    Optional<Object[]> before = table.find(table.shape().keyOf(row));
    table.put(row);
    Row after = new Row(table.shape(), row);
    Row old = before.map(values -> new Row(table.shape(), values)).orElse(null);
    return () -> database.port().changed(table.shape().name(), old, after);
  }

  public void rollback() {
    database.ended(this);
  }
}
