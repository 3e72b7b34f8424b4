package fiveseal.testbed.simulator.database;

import fiveseal.testbed.simulator.sql.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The committed rows of a table. A row is never changed, only replaced. */
final class Table {
  private final TableShape shape;
  private final LinkedHashMap<Object, Object[]> rows = new LinkedHashMap<>();
  private final List<Map<Object, Object>> uniques = new ArrayList<>();
  private final Map<Integer, Map<Object, List<Object>>> indexes = new HashMap<>();

  Table(TableShape shape) {
    this.shape = shape;
    shape.uniques.forEach(unique -> uniques.add(new HashMap<>()));
  }

  TableShape shape() {
    return shape;
  }

  Collection<Object[]> rows() {
    return rows.values();
  }

  Optional<Object[]> find(Object key) {
    return Optional.ofNullable(rows.get(key));
  }

  /** The keys of rows that have this value in a column. */
  List<Object> having(int column, Object value) {
    Map<Object, List<Object>> index = indexes.get(column);
    if (index == null) {
      index = new HashMap<>();
      for (Map.Entry<Object, Object[]> row : rows.entrySet()) {
        indexed(index, row.getValue()[column], row.getKey());
      }
      indexes.put(column, index);
    }
    return index.getOrDefault(Values.key(value), List.of());
  }

  private static void indexed(Map<Object, List<Object>> index, Object value, Object key) {
    index.computeIfAbsent(Values.key(value), any -> new ArrayList<>(2)).add(key);
  }

  /** The key of the row that already has this row's values where rows must differ. */
  Optional<Object> rival(int unique, Object values) {
    return Optional.ofNullable(uniques.get(unique).get(values));
  }

  void put(Object[] row) {
    Object key = shape.keyOf(row);
    Object[] before = rows.put(key, row);
    for (int i = 0; i < uniques.size(); i++) {
      TableShape.Unique unique = shape.uniques.get(i);
      if (before != null) {
        uniqueKey(unique, before).ifPresent(uniques.get(i)::remove);
      }
      Map<Object, Object> taken = uniques.get(i);
      uniqueKey(unique, row).ifPresent(values -> taken.put(values, key));
    }
    indexes.forEach(
        (column, index) -> {
          if (before == null || !Values.same(before[column], row[column])) {
            if (before != null) {
              index.get(Values.key(before[column])).remove(key);
            }
            indexed(index, row[column], key);
          }
        });
  }

  /** What must be unique of a row; empty if the constraint does not look at it. */
  Optional<Object> uniqueKey(TableShape.Unique unique, Object[] row) {
    if (!unique.condition().isTrue(new RowScope(shape, row))) {
      return Optional.empty();
    }
    return Optional.ofNullable(TableShape.keyOf(row, unique.columns()));
  }
}
