package fiveseal.testbed.simulator.database;

import fiveseal.testbed.simulator.sql.Expression;
import fiveseal.testbed.simulator.sql.ExpressionParser;
import fiveseal.testbed.simulator.sql.NotSimulated;
import fiveseal.testbed.simulator.sql.Scope;
import fiveseal.testbed.simulator.sql.Tokens;
import fiveseal.testbed.simulator.sql.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A JPQL select or update, of the forms that the product writes. */
final class JpqlStatement implements Statement {
  /** An entity class under an alias. */
  private record Range(String alias, EntityShape entity, TableShape table) {}

  /** What a query gives: an entity, or an attribute of the type, or something counted. */
  private record Item(int range, int column, Class<?> type, String aggregate) {
    boolean isEntity() {
      return column < 0;
    }
  }

  private record Order(Expression value, boolean descending) {}

  /** A condition that must hold: a column equals a parameter. */
  private record Equality(int range, int column, String parameter) {}

  private final List<Range> ranges = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();
  private final List<Order> orders = new ArrayList<>();
  private final List<Equality> equalities = new ArrayList<>();
  private final Map<Integer, Expression> settings = new LinkedHashMap<>();
  private boolean distinct;
  private Expression where = scope -> true;

  JpqlStatement(String text, EntityNames names, Schema schema) {
    Tokens ahead = new Tokens(text);
    Tokens tokens = new Tokens(text);
    if (tokens.accept("update")) {
      ranges.add(range(tokens, names, schema));
      settings(tokens);
    } else {
      while (!ahead.accept("from")) {
        ahead.take();
      }
      ranges(ahead, names, schema);
      select(tokens);
      tokens.expect("from");
      do {
        range(tokens, names, schema);
      } while (tokens.accept(","));
    }
    if (tokens.accept("where")) {
      where = new ExpressionParser(tokens, this::path).parse();
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

  private void ranges(Tokens tokens, EntityNames names, Schema schema) {
    do {
      ranges.add(range(tokens, names, schema));
    } while (tokens.accept(","));
  }

  private static Range range(Tokens tokens, EntityNames names, Schema schema) {
    EntityShape shape = EntityShape.of(names.of(tokens.take()));
    tokens.accept("as");
    return new Range(tokens.take(), shape, schema.table(shape.table()));
  }

  private Optional<Integer> rangeIfAny(String alias) {
    for (int i = 0; i < ranges.size(); i++) {
      if (ranges.get(i).alias().equals(alias)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private int rangeOf(String alias) {
    return rangeIfAny(alias).orElseThrow(() -> new NotSimulated("no range has the alias " + alias));
  }

  private int columnOf(int range, String attribute) {
    Range found = ranges.get(range);
    return found.table().column(found.entity().attribute(attribute).column());
  }

  /** The value of {@code alias.attribute}, by places in the rows. */
  private Expression path(String path) {
    int dot = path.indexOf('.');
    int range = rangeOf(dot < 0 ? path : path.substring(0, dot));
    if (dot < 0) {
      return scope -> ((Joined) scope).rows[range];
    }
    int column = columnOf(range, path.substring(dot + 1));
    return scope -> ((Joined) scope).rows[range][column];
  }

  private void settings(Tokens tokens) {
    tokens.expect("set");
    do {
      tokens.take();
      tokens.expect(".");
      int column = columnOf(0, tokens.take());
      tokens.expect("=");
      settings.put(column, new ExpressionParser(tokens, this::path).parse());
    } while (tokens.accept(","));
  }

  private void select(Tokens tokens) {
    tokens.expect("select");
    distinct = tokens.accept("distinct");
    do {
      items.add(item(tokens));
    } while (tokens.accept(","));
  }

  private Item item(Tokens tokens) {
    String aggregate = "";
    if (tokens.peek(1).equals("(")) {
      aggregate = tokens.take().toLowerCase(Locale.ROOT);
      tokens.expect("(");
      aggregate += tokens.accept("distinct") ? " distinct" : "";
    }
    int range = rangeOf(tokens.peek());
    String attribute = attribute(tokens);
    if (!aggregate.isEmpty()) {
      tokens.expect(")");
    }
    if (attribute.isEmpty()) {
      return new Item(range, -1, Object.class, aggregate);
    }
    Class<?> type = ranges.get(range).entity().attribute(attribute).field().getType();
    return new Item(range, columnOf(range, attribute), type, aggregate);
  }

  private Order order(Tokens tokens) {
    Expression value = new ExpressionParser(tokens, this::path).parse();
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
      Optional<Integer> range = rangeIfAny(tokens.peek());
      String path = range.isPresent() && tokens.peek(1).equals(".") ? attribute(tokens) : "";
      if (!path.isEmpty() && tokens.peek().equals("=") && tokens.peek(1).startsWith(":")) {
        tokens.take();
        String parameter = tokens.take().substring(1);
        equalities.add(new Equality(range.get(), columnOf(range.get(), path), parameter));
      } else if (path.isEmpty()) {
        tokens.take();
      }
    }
  }

  /** Takes an alias and gives the attribute behind it. */
  private static String attribute(Tokens tokens) {
    tokens.take();
    StringBuilder attribute = new StringBuilder();
    while (tokens.accept(".")) {
      attribute.append(attribute.length() == 0 ? "" : ".").append(tokens.take());
    }
    return attribute.toString();
  }

  /** One row of each range. */
  private static final class Joined implements Scope {
    private final Map<String, Object> parameters;
    private Object[][] rows;

    Joined(Map<String, Object> parameters, int ranges) {
      this.parameters = parameters;
      this.rows = new Object[ranges][];
    }

    Joined on(Object[][] found) {
      rows = found;
      return this;
    }

    @Override
    public Object column(String path) {
      throw new NotSimulated("paths are places");
    }

    @Override
    public Object parameter(String name) {
      if (!parameters.containsKey(name)) {
        throw new NotSimulated("the parameter " + name + " is not set");
      }
      return parameters.get(name);
    }
  }

  @Override
  public List<Object> list(
      SimulatedDatabase database, Session session, Map<String, Object> parameters, Limits limits) {
    Joined scope = new Joined(parameters, ranges.size());
    List<Object[][]> found = new ArrayList<>();
    join(database, session, scope, 0, found);
    if (!orders.isEmpty() && found.size() > 1) {
      found.sort((a, b) -> compare(a, b, scope));
    }
    if (!items.get(0).aggregate().isEmpty()) {
      return List.of(aggregate(items.get(0), found));
    }
    Collection<Object> results = distinct ? new LinkedHashSet<>() : new ArrayList<>();
    for (Object[][] rows : found) {
      if (limits.lock()) {
        lock(database, session, rows);
      }
      results.add(result(rows, database, session));
    }
    if (limits.first() == 0 && results.size() <= limits.max()) {
      return new ArrayList<>(results);
    }
    return results.stream().skip(limits.first()).limit(limits.max()).toList();
  }

  private void lock(SimulatedDatabase database, Session session, Object[][] rows) {
    for (int i = 0; i < rows.length; i++) {
      session.lock(ranges.get(i).entity(), database.table(ranges.get(i).table().name()), rows[i]);
    }
  }

  private void join(
      SimulatedDatabase database,
      Session session,
      Joined scope,
      int range,
      List<Object[][]> found) {
    if (range == ranges.size()) {
      if (where.isTrue(scope)) {
        found.add(scope.rows.clone());
      }
      return;
    }
    for (Object[] row : candidates(database, session, scope, range)) {
      scope.rows[range] = row;
      join(database, session, scope, range + 1, found);
    }
  }

  private Collection<Object[]> candidates(
      SimulatedDatabase database, Session session, Joined scope, int range) {
    Table table = database.table(ranges.get(range).table().name());
    for (Equality equality : equalities) {
      if (equality.range() == range) {
        return session.having(table, equality.column(), scope.parameter(equality.parameter()));
      }
    }
    return List.copyOf(session.rows(table));
  }

  private int compare(Object[][] a, Object[][] b, Joined scope) {
    for (Order order : orders) {
      Object first = order.value().value(scope.on(a));
      int compared = Values.compare(first, order.value().value(scope.on(b)));
      if (compared != 0) {
        return order.descending() ? -compared : compared;
      }
    }
    return 0;
  }

  private Object result(Object[][] rows, SimulatedDatabase database, Session session) {
    Object[] result = new Object[items.size()];
    for (int i = 0; i < result.length; i++) {
      Item item = items.get(i);
      Object[] row = rows[item.range()];
      Range range = ranges.get(item.range());
      result[i] =
          item.isEntity()
              ? session.entity(range.entity(), database.table(range.table().name()), row)
              : EntityShape.typed(row[item.column()], item.type());
    }
    return result.length == 1 ? result[0] : result;
  }

  private static Object aggregate(Item item, List<Object[][]> found) {
    List<Object> values = new ArrayList<>();
    for (Object[][] rows : found) {
      Object value = item.isEntity() ? rows[item.range()] : rows[item.range()][item.column()];
      if (value != null) {
        values.add(value);
      }
    }
    return switch (item.aggregate()) {
      case "count" -> (Long) (long) values.size();
      case "count distinct" -> values.stream().map(Values::key).distinct().count();
      case "min" -> values.stream().min(Values::compare).orElse(null);
      case "max" -> values.stream().max(Values::compare).orElse(null);
      default -> throw new NotSimulated("unknown aggregate " + item.aggregate());
    };
  }

  @Override
  public int update(
      SimulatedDatabase database, Transaction transaction, Map<String, Object> parameters) {
    Table table = database.table(ranges.get(0).table().name());
    Joined scope = new Joined(parameters, 1);
    List<Object[][]> found = new ArrayList<>();
    join(database, transaction.session(), scope, 0, found);
    for (Object[][] rows : found) {
      Map<Integer, Object> values = new LinkedHashMap<>();
      scope.on(rows);
      settings.forEach((column, value) -> values.put(column, value.value(scope)));
      transaction.update(table, table.shape().keyOf(rows[0]), values);
    }
    return found.size();
  }
}
