package fiveseal.testbed.simulator.database;

import fiveseal.testbed.simulator.sql.Expression;
import fiveseal.testbed.simulator.sql.NotSimulated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A table as the migrations have made it. */
final class TableShape {
  /** A column and what a row has there if nothing is said. */
  record Column(String name, boolean notNull, Expression otherwise) {}

  /** Rows for which the condition holds differ in these columns; NULL differs from all. */
  record Unique(String name, int[] columns, Expression condition) {}

  /** A condition that is false for no row, and the columns that it looks at. */
  record Check(String name, Expression condition, Set<Integer> columns) {
    /** Whether it can be false now, if it was not before these columns were written. */
    boolean concerns(Set<Integer> written) {
      for (Integer column : written) {
        if (columns.contains(column)) {
          return true;
        }
      }
      return false;
    }
  }

  /** What a row points at must exist. */
  record Reference(String name, int[] columns, String table, int[] columnsThere) {}

  private final String name;
  final List<Column> columns = new ArrayList<>();
  final List<Unique> uniques = new ArrayList<>();
  final List<Check> checks = new ArrayList<>();
  final List<Reference> references = new ArrayList<>();
  final Set<String> updatable = new HashSet<>();
  private final Map<String, Integer> byName = new HashMap<>();
  private int[] key = {};

  TableShape(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void add(Column column) {
    byName.put(column.name(), columns.size());
    columns.add(column);
  }

  boolean has(String column) {
    return byName.containsKey(column);
  }

  int column(String column) {
    Integer index = byName.get(column);
    if (index == null) {
      throw new NotSimulated("table " + name + " has no column " + column);
    }
    return index;
  }

  int[] columns(List<String> names) {
    return names.stream().mapToInt(this::column).toArray();
  }

  int[] key() {
    return key.clone();
  }

  boolean isKey(int[] columns) {
    return Arrays.equals(columns, key);
  }

  void setKey(int[] columns) {
    key = columns.clone();
  }

  /** By what a row is found. */
  Object keyOf(Object[] row) {
    return keyOf(row, key);
  }

  /** The values of some columns as one key; null if one of them is NULL. */
  static Object keyOf(Object[] row, int[] columns) {
    if (columns.length == 1) {
      return fiveseal.testbed.simulator.sql.Values.key(row[columns[0]]);
    }
    Object[] parts = new Object[columns.length];
    for (int i = 0; i < parts.length; i++) {
      Object part = row[columns[i]];
      if (part == null) {
        return null;
      }
      parts[i] = fiveseal.testbed.simulator.sql.Values.key(part);
    }
    return List.of(parts);
  }

  void drop(String constraint) {
    checks.removeIf(check -> check.name().equals(constraint));
    uniques.removeIf(unique -> unique.name().equals(constraint));
    references.removeIf(reference -> reference.name().equals(constraint));
  }
}
