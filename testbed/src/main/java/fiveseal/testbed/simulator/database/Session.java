package fiveseal.testbed.simulator.database;

import jakarta.persistence.LockModeType;
import jakarta.persistence.TransactionRequiredException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A persistence context: within a transaction each row is one entity, whose changes are written
 * column by column; outside, what is found is nobody's.
 */
final class Session {
  /** An entity, its row as it was last read or written, and what its attributes held then. */
  private record Managed(
      EntityShape shape, Table table, Object entity, Object[] loaded, Object[] held) {
    static Managed filled(EntityShape shape, Table table, Object entity, Object[] row) {
      return new Managed(shape, table, entity, row, shape.fill(entity, row, table.shape()));
    }

    static Managed written(EntityShape shape, Table table, Object entity, Object[] row) {
      return new Managed(shape, table, entity, row, shape.held(entity));
    }
  }

  private final SimulatedDatabase database;
  private final Optional<Transaction> transaction;
  private final Map<Object, Managed> managed = new LinkedHashMap<>();
  private final List<Object> added = new ArrayList<>();

  Session(SimulatedDatabase database, Optional<Transaction> transaction) {
    this.database = database;
    this.transaction = transaction;
  }

  private Transaction required() {
    return transaction.orElseThrow(() -> new TransactionRequiredException("no transaction"));
  }

  void persist(Object entity) {
    required();
    EntityShape.of(entity.getClass()).number(entity, database);
    added.add(entity);
  }

  boolean contains(Object entity) {
    return added.contains(entity)
        || managed.values().stream().anyMatch(known -> known.entity() == entity);
  }

  Object find(Class<?> type, Object id, LockModeType lock) {
    database.statement();
    EntityShape shape = EntityShape.of(type);
    Table table = database.table(shape.table());
    Object key = shape.key(id, table.shape());
    Optional<Object> fresh = addedBy(shape, table, key);
    if (fresh.isPresent()) {
      return fresh.get();
    }
    boolean locking =
        lock == LockModeType.PESSIMISTIC_WRITE || lock == LockModeType.PESSIMISTIC_READ;
    if (!locking) {
      return rowOf(table, key).map(row -> entity(shape, table, row)).orElse(null);
    }
    return locked(shape, table, key);
  }

  private Object locked(EntityShape shape, Table table, Object key) {
    Transaction holder = required();
    boolean held = database.hasLock(table, key, holder);
    Optional<Object[]> row = holder.find(table, key);
    if (row.isEmpty()) {
      return null;
    }
    holder.lock(table, key);
    Managed known = managed.get(identity(shape, key));
    if (known != null && !held) {
      // As EclipseLink does: the first lock of a row reads it again, and forgets what is unwritten.
      managed.put(identity(shape, key), Managed.filled(shape, table, known.entity(), row.get()));
      return known.entity();
    }
    return entity(shape, table, row.get());
  }

  private Optional<Object> addedBy(EntityShape shape, Table table, Object key) {
    for (Object entity : added) {
      if (entity.getClass() == shape.type()
          && key.equals(table.shape().keyOf(shape.row(entity, table.shape())))) {
        return Optional.of(entity);
      }
    }
    return Optional.empty();
  }

  private static Object identity(EntityShape shape, Object key) {
    return List.of(shape.type(), key);
  }

  Optional<Object[]> rowOf(Table table, Object key) {
    return transaction.isPresent() ? transaction.get().find(table, key) : table.find(key);
  }

  Collection<Object[]> rows(Table table) {
    return transaction.isPresent() ? transaction.get().rows(table) : table.rows();
  }

  Collection<Object[]> having(Table table, int column, Object value) {
    if (transaction.isPresent()) {
      return transaction.get().having(table, column, value);
    }
    List<Object[]> found = new ArrayList<>();
    for (Object key : table.having(column, value)) {
      found.add(table.find(key).orElseThrow());
    }
    return found;
  }

  /** The entity of a row: the one that is known, or a new one. */
  Object entity(EntityShape shape, Table table, Object[] row) {
    if (transaction.isEmpty()) {
      Object entity = shape.blank();
      shape.fill(entity, row, table.shape());
      return entity;
    }
    Object identity = identity(shape, table.shape().keyOf(row));
    Managed known = managed.get(identity);
    if (known == null) {
      known = Managed.filled(shape, table, shape.blank(), row);
      managed.put(identity, known);
    }
    return known.entity();
  }

  /** Locks the row of an entity that a query found, and reads it again. */
  void lock(EntityShape shape, Table table, Object[] row) {
    locked(shape, table, table.shape().keyOf(row));
  }

  private static Map<Integer, Object> changes(Managed known) {
    return known
        .shape()
        .changes(known.entity(), known.loaded(), known.held(), known.table().shape());
  }

  /** Writes what is new and what has changed, in the order in which it came. */
  void flush() {
    Transaction writing = required();
    List<Object> news = List.copyOf(added);
    added.clear();
    for (Object entity : news) {
      EntityShape shape = EntityShape.of(entity.getClass());
      Table table = database.table(shape.table());
      Object[] row = shape.row(entity, table.shape());
      database.statement();
      writing.insert(table, row);
      managed.put(
          identity(shape, table.shape().keyOf(row)), Managed.written(shape, table, entity, row));
    }
    for (Map.Entry<Object, Managed> entry : managed.entrySet()) {
      Managed known = entry.getValue();
      Table table = known.table();
      Map<Integer, Object> changes = changes(known);
      if (!changes.isEmpty()) {
        database.statement();
        writing.update(table, table.shape().keyOf(known.loaded()), changes);
        Object[] now = known.shape().row(known.entity(), table.shape());
        entry.setValue(Managed.written(known.shape(), table, known.entity(), now));
      }
    }
  }

  /** A query sees what its own transaction has done before. */
  void flushBeforeQuery() {
    if (transaction.isPresent()) {
      flush();
    }
  }

  Object waitFor(Object name) {
    if (!database.lock(name, required())) {
      throw new SelfDeadlock(name.toString());
    }
    return 1L;
  }

  boolean tryLock(Object name) {
    return database.lock(name, required());
  }

  /** Writes columns of a row as a statement does, past the entities. */
  void write(Table table, Object key, Map<Integer, Object> values) {
    required().update(table, key, values);
  }

  void refresh(Object entity) {
    EntityShape shape = EntityShape.of(entity.getClass());
    Table table = database.table(shape.table());
    Object key = table.shape().keyOf(shape.row(entity, table.shape()));
    Object[] row = rowOf(table, key).orElseThrow();
    managed.put(identity(shape, key), Managed.filled(shape, table, entity, row));
  }
}
