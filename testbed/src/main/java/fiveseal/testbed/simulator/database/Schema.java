package fiveseal.testbed.simulator.database;

import fiveseal.testbed.simulator.sql.Expression;
import fiveseal.testbed.simulator.sql.ExpressionParser;
import fiveseal.testbed.simulator.sql.NotSimulated;
import fiveseal.testbed.simulator.sql.Tokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The manager's schema, read from the very migrations that a DBA runs: columns, unique and check
 * constraints, references, and which columns the application's role may update.
 */
public final class Schema {
  private static final String FIRST_MIGRATION = "db/migration/V1__stores_and_keys.sql";
  private static final String OURS = "settlement";
  private static final Set<String> AFTER_TYPE =
      Set.of("not", "null", "default", "generated", "constraint", ",", ")", ";", "check", "");

  private final Map<String, TableShape> tables = new LinkedHashMap<>();

  /** Reads the migrations in the order of their versions. */
  public static Schema ofMigrations() {
    Schema schema = new Schema();
    ClassPathFolder.texts(Schema.class.getClassLoader(), FIRST_MIGRATION).entrySet().stream()
        .filter(file -> file.getKey().matches("V[0-9]+__.*\\.sql"))
        .sorted((a, b) -> Integer.compare(version(a.getKey()), version(b.getKey())))
        .forEach(file -> schema.read(new Tokens(file.getValue())));
    return schema;
  }

  private static int version(String file) {
    return Integer.parseInt(file.substring(1, file.indexOf("__")));
  }

  /** A table by its name. */
  TableShape table(String name) {
    TableShape table = tables.get(name);
    if (table == null) {
      throw new NotSimulated("the schema has no table " + name);
    }
    return table;
  }

  Map<String, TableShape> tables() {
    return tables;
  }

  private void read(Tokens tokens) {
    while (!tokens.atEnd()) {
      if (tokens.accept("create", "table", OURS, ".")) {
        createTable(tokens);
      } else if (tokens.accept("alter", "table", OURS, ".")) {
        alterTable(tokens, table(tokens.take()));
      } else if (tokens.accept("create", "unique", "index")) {
        uniqueIndex(tokens);
      } else if (tokens.accept("grant")) {
        grant(tokens);
      }
      tokens.skipStatement();
    }
  }

  private void createTable(Tokens tokens) {
    TableShape table = new TableShape(tokens.take());
    if (!tokens.accept("(")) {
      return; // a partition
    }
    tables.put(table.name(), table);
    do {
      if (tokens.accept("constraint")) {
        constraint(tokens, table, tokens.take());
      } else {
        column(tokens, table);
      }
    } while (tokens.accept(","));
    tokens.expect(")");
    if (tokens.accept("partition", "by", "range", "(")) {
      int partition = table.column(tokens.take());
      table.setKey(
          java.util.Arrays.stream(table.key()).filter(column -> column != partition).toArray());
    }
  }

  private void column(Tokens tokens, TableShape table) {
    String name = tokens.take();
    while (!AFTER_TYPE.contains(tokens.peek())) {
      tokens.take();
    }
    boolean notNull = false;
    Expression otherwise = scope -> null;
    while (!tokens.peek().equals(",") && !tokens.peek().equals(")") && !tokens.peek().equals(";")) {
      if (tokens.accept("not", "null")) {
        notNull = true;
      } else if (tokens.accept("default")) {
        otherwise = parser(tokens, table).parse();
      } else if (tokens.accept("generated", "always", "as", "(")) {
        otherwise = parser(tokens, table).parse();
        tokens.expect(")");
        tokens.expect("stored");
      } else {
        throw tokens.unknown();
      }
    }
    table.add(new TableShape.Column(name, notNull, otherwise));
  }

  private static ExpressionParser parser(Tokens tokens, TableShape table) {
    return parser(tokens, table, new HashSet<>());
  }

  /**
   * A constraint's columns are places in the row.
   *
   * @param seen where the columns are added
   */
  private static ExpressionParser parser(Tokens tokens, TableShape table, Set<Integer> seen) {
    return new ExpressionParser(
        tokens,
        path -> {
          int column = table.column(path);
          seen.add(column);
          return scope -> ((RowScope) scope).row()[column];
        });
  }

  private void constraint(Tokens tokens, TableShape table, String name) {
    if (tokens.accept("primary", "key")) {
      int[] columns = table.columns(names(tokens));
      table.setKey(columns);
      table.uniques.add(new TableShape.Unique(name, columns, scope -> true));
    } else if (tokens.accept("unique")) {
      table.uniques.add(new TableShape.Unique(name, table.columns(names(tokens)), scope -> true));
    } else if (tokens.accept("check", "(")) {
      Set<Integer> columns = new HashSet<>();
      Expression condition = parser(tokens, table, columns).parse();
      table.checks.add(new TableShape.Check(name, condition, columns));
      tokens.expect(")");
    } else if (tokens.accept("foreign", "key")) {
      int[] columns = table.columns(names(tokens));
      tokens.expect("references", OURS, ".");
      String there = tokens.take();
      table.references.add(
          new TableShape.Reference(name, columns, there, table(there).columns(names(tokens))));
    } else {
      throw tokens.unknown();
    }
  }

  private static List<String> names(Tokens tokens) {
    List<String> names = new ArrayList<>();
    tokens.expect("(");
    do {
      names.add(tokens.take());
      if (!tokens.accept("desc")) {
        tokens.accept("asc");
      }
    } while (tokens.accept(","));
    tokens.expect(")");
    return names;
  }

  private void alterTable(Tokens tokens, TableShape table) {
    do {
      if (tokens.accept("add", "column")) {
        column(tokens, table);
      } else if (tokens.accept("drop", "constraint")) {
        table.drop(tokens.take());
      } else if (tokens.accept("add", "constraint")) {
        constraint(tokens, table, tokens.take());
      } else if (tokens.accept("alter", "column")) {
        alterColumn(tokens, table);
      } else {
        throw tokens.unknown();
      }
    } while (tokens.accept(","));
  }

  private static void alterColumn(Tokens tokens, TableShape table) {
    int index = table.column(tokens.take());
    TableShape.Column old = table.columns.get(index);
    boolean notNull;
    if (tokens.accept("drop", "not", "null")) {
      notNull = false;
    } else {
      tokens.expect("set", "not", "null");
      notNull = true;
    }
    table.columns.set(index, new TableShape.Column(old.name(), notNull, old.otherwise()));
  }

  private void uniqueIndex(Tokens tokens) {
    String name = tokens.take();
    tokens.expect("on");
    if (!tokens.accept(OURS, ".")) {
      return;
    }
    TableShape table = table(tokens.take());
    int[] columns = table.columns(names(tokens));
    Expression condition = tokens.accept("where") ? parser(tokens, table).parse() : scope -> true;
    table.uniques.add(new TableShape.Unique(name, columns, condition));
  }

  private void grant(Tokens tokens) {
    if (!tokens.accept("update")) {
      return;
    }
    List<String> columns = tokens.peek().equals("(") ? names(tokens) : List.of();
    tokens.expect("on");
    tokens.accept("table");
    if (tokens.accept(OURS, ".")) {
      TableShape table = table(tokens.take());
      if (columns.isEmpty()) {
        table.columns.forEach(column -> table.updatable.add(column.name()));
      }
      table.updatable.addAll(columns);
    }
  }
}
