package fiveseal.testbed.simulator.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Committed rows, row locks and sequences. One thread uses it. */
public final class SimulatedDatabase {
  /** What {@code INCREMENT BY} gives a node at a time. */
  private static final long SEQUENCE_BLOCK = 50;

  private final Schema schema;
  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<Object, Transaction> locks = new HashMap<>();
  private final DatabasePort port;
  private int open;

  public SimulatedDatabase(Schema schema, DatabasePort port) {
    this.schema = schema;
    this.port = port;
    schema.tables().forEach((name, shape) -> tables.put(name, new Table(shape)));
  }

  DatabasePort port() {
    return port;
  }

  /** A statement is about to run; while no row is locked, others may come in between. */
  void statement() {
    if (locks.isEmpty()) {
      port.unlocked();
    }
    port.statement();
  }

  Table table(String name) {
    Table table = tables.get(name);
    if (table == null) {
      schema.table(name);
    }
    return table;
  }

  /** The committed rows of a table in the order of their insertion. */
  public List<Row> rows(String table) {
    Table found = table(table);
    List<Row> rows = new ArrayList<>(found.rows().size());
    for (Object[] row : found.rows()) {
      rows.add(new Row(found.shape(), row));
    }
    return rows;
  }

  /** The committed rows of a table that is only added to, without the first ones. */
  public List<Row> rowsFrom(String table, int first) {
    Table found = table(table);
    if (found.rows().size() == first) {
      return List.of();
    }
    return found.rows().stream().skip(first).map(row -> new Row(found.shape(), row)).toList();
  }

  /** The committed rows with this value in a column. */
  public List<Row> rows(String table, String column, Object value) {
    Table found = table(table);
    List<Row> rows = new ArrayList<>();
    for (Object key : found.having(found.shape().column(column), value)) {
      rows.add(new Row(found.shape(), found.find(key).orElseThrow()));
    }
    return rows;
  }

  /** Writes a row as somebody else would, without the manager's code. */
  public void insert(String table, Map<String, Object> values) {
    Transaction transaction = begin(true);
    transaction.insert(table(table), values);
    transaction.commit();
  }

  /**
   * @param apart whether no transaction is open that this one's caller is in
   */
  public Transaction begin(boolean apart) {
    if (apart && open == 0) {
      port.unlocked();
    }
    open++;
    return new Transaction(this);
  }

  /** The manager's process is gone: whatever was open never happened. */
  public void forgetOpen() {
    open = 0;
    locks.clear();
  }

  void ended(Transaction transaction) {
    open--;
    locks.values().removeIf(holder -> holder == transaction);
  }

  long next(String sequence) {
    return sequences.merge(sequence, SEQUENCE_BLOCK, (last, first) -> last + 1);
  }

  void lock(Table table, Object key, Transaction transaction) {
    if (!lock(List.of(table.shape().name(), key), transaction)) {
      throw new SelfDeadlock("a row of " + table.shape().name());
    }
  }

  /** Whether the transaction has the lock now. */
  boolean lock(Object what, Transaction transaction) {
    Transaction holder = locks.putIfAbsent(what, transaction);
    return holder == null || holder == transaction;
  }

  boolean hasLock(Table table, Object key, Transaction transaction) {
    return locks.get(List.of(table.shape().name(), key)) == transaction;
  }
}
