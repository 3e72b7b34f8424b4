package fiveseal.testbed.simulator.database;

import fiveseal.testbed.simulator.sql.Expression;
import fiveseal.testbed.simulator.sql.ExpressionParser;
import fiveseal.testbed.simulator.sql.Scope;
import fiveseal.testbed.simulator.sql.Tokens;
import fiveseal.testbed.simulator.sql.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A JPQL select or update, of the forms that the product writes. */
final class JpqlStatement implements Statement {
  /** What a query gives: an entity, an attribute, or something counted. */
  private record Item(String path, String aggregate, Expression value) {}

  private record Order(Expression value, boolean descending) {}

  /** A condition that must hold: an attribute equals a parameter. */
  private record Equality(String alias, String attribute, String parameter) {}

  private final Map<String, EntityShape> from = new LinkedHashMap<>();
  private final List<Item> items = new ArrayList<>();
  private final List<Order> orders = new ArrayList<>();
  private final List<Equality> equalities = new ArrayList<>();
  private final Map<String, Expression> settings = new LinkedHashMap<>();
  private final boolean distinct;
  private Expression where = scope -> true;

  JpqlStatement(String text, EntityNames names) {
    Tokens tokens = new Tokens(text);
    boolean isUpdate = tokens.accept("update");
    if (isUpdate) {
      distinct = false;
      range(tokens, names);
      settings(tokens);
    } else {
      tokens.expect("select");
      distinct = tokens.accept("distinct");
      do {
        items.add(item(tokens));
      } while (tokens.accept(","));
      tokens.expect("from");
      do {
        range(tokens, names);
      } while (tokens.accept(","));
    }
    if (tokens.accept("where")) {
      where = new ExpressionParser(tokens).parse();
      findEqualities(text);
    }
    if (tokens.accept("order", "by")) {
      do {
        orders.add(order(tokens));
      } while (tokens.accept(","));
    }
    if (!tokens.atEnd()) {
      throw tokens.unknown();
    }
  }

  private void range(Tokens tokens, EntityNames names) {
    EntityShape shape = EntityShape.of(names.of(tokens.take()));
    tokens.accept("as");
    from.put(tokens.take(), shape);
  }

  private void settings(Tokens tokens) {
    tokens.expect("set");
    do {
      tokens.take();
      tokens.expect(".");
      String attribute = tokens.take();
      tokens.expect("=");
      settings.put(attribute, new ExpressionParser(tokens).parse());
    } while (tokens.accept(","));
  }

  private static Item item(Tokens tokens) {
    String aggregate = "";
    if (tokens.peek(1).equals("(") && !tokens.peek().equals("coalesce")) {
      aggregate = tokens.take().toLowerCase(java.util.Locale.ROOT);
      tokens.expect("(");
      if (tokens.accept("distinct")) {
        aggregate += " distinct";
      }
    }
    String path = tokens.peek();
    for (int i = 1; tokens.peek(i).equals("."); i += 2) {
      path += "." + tokens.peek(i + 1);
    }
    Expression value = new ExpressionParser(tokens).parse();
    if (!aggregate.isEmpty()) {
      tokens.expect(")");
    }
    return new Item(path, aggregate, value);
  }

  private static Order order(Tokens tokens) {
    Expression value = new ExpressionParser(tokens).parse();
    boolean descending = tokens.accept("desc");
    if (!descending) {
      tokens.accept("asc");
    }
    return new Order(value, descending);
  }

  /** {@code a.x = :p} where the whole condition is a conjunction: an index can serve it. */
  private void findEqualities(String text) {
    Tokens tokens = new Tokens(text.substring(text.indexOf(" where ") + 7));
    while (!tokens.atEnd()) {
      if (Set.of("or", "not", "case").contains(tokens.peek())) {
        equalities.clear();
        return;
      }
      boolean equality =
          from.containsKey(tokens.peek())
              && tokens.peek(1).equals(".")
              && tokens.peek(3).equals("=")
              && tokens.peek(4).startsWith(":");
      if (equality) {
        String alias = tokens.take();
        tokens.take();
        String attribute = tokens.take();
        tokens.take();
        equalities.add(new Equality(alias, attribute, tokens.take().substring(1)));
      } else {
        tokens.take();
      }
    }
  }

  /** One row of each range; paths are an alias and an attribute. */
  private final class Joined implements Scope {
    private final SimulatedDatabase database;
    private final Map<String, Object> parameters;
    private final Map<String, Object[]> rows = new LinkedHashMap<>();

    Joined(SimulatedDatabase database, Map<String, Object> parameters) {
      this.database = database;
      this.parameters = parameters;
    }

    @Override
    public Object column(String path) {
      int dot = path.indexOf('.');
      String alias = dot < 0 ? path : path.substring(0, dot);
      Object[] row = rows.get(alias);
      if (row == null) {
        throw new IllegalStateException("no range for " + path);
      }
      return dot < 0 ? row : row[columnOf(database, alias, path.substring(dot + 1))];
    }

    @Override
    public Object parameter(String name) {
      if (!parameters.containsKey(name)) {
        throw new IllegalStateException("the parameter " + name + " is not set");
      }
      return parameters.get(name);
    }
  }

  private int columnOf(SimulatedDatabase database, String alias, String attribute) {
    EntityShape shape = from.get(alias);
    return database.table(shape.table()).shape().column(shape.attribute(attribute).column());
  }

  @Override
  public List<Object> list(
      SimulatedDatabase database, Session session, Map<String, Object> parameters, Limits limits) {
    List<Map<String, Object[]>> found = found(database, session, parameters);
    if (!orders.isEmpty()) {
      found.sort(comparator(database, parameters));
    }
    if (!items.get(0).aggregate().isEmpty()) {
      return List.of(aggregate(items.get(0), found, database, parameters));
    }
    Collection<Object> results = distinct ? new LinkedHashSet<>() : new ArrayList<>();
    for (Map<String, Object[]> rows : found) {
      if (limits.lock()) {
        rows.forEach(
            (alias, row) ->
                session.lock(from.get(alias), database.table(from.get(alias).table()), row));
      }
      results.add(result(rows, database, session));
    }
    return results.stream().skip(limits.first()).limit(limits.max()).toList();
  }

  private List<Map<String, Object[]>> found(
      SimulatedDatabase database, Session session, Map<String, Object> parameters) {
    List<Map<String, Object[]>> found = new ArrayList<>();
    join(database, session, new Joined(database, parameters), List.copyOf(from.keySet()), found);
    return found;
  }

  private void join(
      SimulatedDatabase database,
      Session session,
      Joined scope,
      List<String> aliases,
      List<Map<String, Object[]>> found) {
    if (aliases.isEmpty()) {
      if (where.isTrue(scope)) {
        found.add(new LinkedHashMap<>(scope.rows));
      }
      return;
    }
    String alias = aliases.get(0);
    for (Object[] row : candidates(database, session, scope, alias)) {
      scope.rows.put(alias, row);
      join(database, session, scope, aliases.subList(1, aliases.size()), found);
    }
    scope.rows.remove(alias);
  }

  private Collection<Object[]> candidates(
      SimulatedDatabase database, Session session, Joined scope, String alias) {
    Table table = database.table(from.get(alias).table());
    Optional<Equality> equality =
        equalities.stream().filter(equal -> equal.alias().equals(alias)).findFirst();
    if (equality.isEmpty()) {
      return List.copyOf(session.rows(table));
    }
    int column = columnOf(database, alias, equality.get().attribute());
    return session.having(table, column, scope.parameter(equality.get().parameter()));
  }

  private Comparator<Map<String, Object[]>> comparator(
      SimulatedDatabase database, Map<String, Object> parameters) {
    return (a, b) -> {
      Joined first = new Joined(database, parameters);
      first.rows.putAll(a);
      Joined second = new Joined(database, parameters);
      second.rows.putAll(b);
      for (Order order : orders) {
        int compared = Values.compare(order.value().value(first), order.value().value(second));
        if (compared != 0) {
          return order.descending() ? -compared : compared;
        }
      }
      return 0;
    };
  }

  private Object result(Map<String, Object[]> rows, SimulatedDatabase database, Session session) {
    Object[] result = new Object[items.size()];
    for (int i = 0; i < result.length; i++) {
      String path = items.get(i).path();
      int dot = path.indexOf('.');
      String alias = dot < 0 ? path : path.substring(0, dot);
      EntityShape shape = from.get(alias);
      if (shape == null) {
        throw new IllegalStateException("no range for " + path);
      }
      if (dot < 0) {
        result[i] = session.entity(shape, database.table(shape.table()), rows.get(alias));
      } else {
        EntityShape.Attribute attribute = attribute(shape, path.substring(dot + 1));
        Object value = rows.get(alias)[columnOf(database, alias, attribute.path())];
        result[i] = EntityShape.typed(value, attribute.field().getType());
      }
    }
    return result.length == 1 ? result[0] : result;
  }

  /** The tokens that were looked ahead at are in lower case. */
  private static EntityShape.Attribute attribute(EntityShape shape, String lowerCase) {
    return shape.attributeIgnoringCase(lowerCase);
  }

  private Object aggregate(
      Item item,
      List<Map<String, Object[]>> found,
      SimulatedDatabase database,
      Map<String, Object> parameters) {
    List<Object> values = new ArrayList<>();
    for (Map<String, Object[]> rows : found) {
      Joined scope = new Joined(database, parameters);
      scope.rows.putAll(rows);
      Object value = item.value().value(scope);
      if (value != null) {
        values.add(value);
      }
    }
    return switch (item.aggregate()) {
      case "count" -> (Long) (long) values.size();
      case "count distinct" -> values.stream().map(Values::key).distinct().count();
      case "sum" ->
          values.isEmpty() ? null : (Long) values.stream().mapToLong(value -> (Long) value).sum();
      case "min" -> values.stream().min(Values::compare).orElse(null);
      case "max" -> values.stream().max(Values::compare).orElse(null);
      default -> throw new IllegalStateException("unknown aggregate " + item.aggregate());
    };
  }

  @Override
  public int update(
      SimulatedDatabase database, Transaction transaction, Map<String, Object> parameters) {
    String alias = from.keySet().iterator().next();
    Table table = database.table(from.get(alias).table());
    List<Map<String, Object[]>> found = found(database, transaction.session(), parameters);
    for (Map<String, Object[]> rows : found) {
      Joined scope = new Joined(database, parameters);
      scope.rows.putAll(rows);
      Map<Integer, Object> values = new LinkedHashMap<>();
      settings.forEach(
          (attribute, value) ->
              values.put(columnOf(database, alias, attribute), value.value(scope)));
      transaction.update(table, table.shape().keyOf(rows.get(alias)), values);
    }
    return found.size();
  }
}
