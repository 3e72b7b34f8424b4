package fiveseal.testbed.simulator.database;

import fiveseal.testbed.simulator.sql.Expression;
import fiveseal.testbed.simulator.sql.ExpressionParser;
import fiveseal.testbed.simulator.sql.NotSimulated;
import fiveseal.testbed.simulator.sql.Scope;
import fiveseal.testbed.simulator.sql.Tokens;
import fiveseal.testbed.simulator.sql.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code select c, … from t where … [order by c] [limit ?]}, over one table. */
final class NativeSelect implements Statement {
  private final List<String> columns = new ArrayList<>();
  private final String table;
  private final Expression where;
  private final Optional<String> order;
  private final Expression limit;

  NativeSelect(Tokens tokens) {
    tokens.expect("select");
    do {
      columns.add(tokens.take());
    } while (tokens.accept(","));
    tokens.expect("from");
    table = tokens.take();
    ExpressionParser parser = new ExpressionParser(tokens);
    where = tokens.accept("where") ? parser.parse() : scope -> true;
    order = tokens.accept("order", "by") ? Optional.of(tokens.take()) : Optional.empty();
    limit = tokens.accept("limit") ? parser.parse() : scope -> Long.MAX_VALUE;
    if (!tokens.atEnd()) {
      throw tokens.unknown();
    }
  }

  @Override
  public List<Object> list(
      SimulatedDatabase database, Session session, Map<String, Object> parameters, Limits limits) {
    Table from = database.table(table);
    List<Object[]> found = new ArrayList<>();
    for (Object[] row : session.rows(from)) {
      if (where.isTrue(new Line(from.shape(), row, parameters))) {
        found.add(row);
      }
    }
    order.ifPresent(
        column -> {
          int index = from.shape().column(column);
          found.sort((a, b) -> Values.compare(a[index], b[index]));
        });
    long most = (Long) limit.value(new Line(from.shape(), new Object[0], parameters));
    return found.stream().limit(most).map(row -> result(from.shape(), row)).toList();
  }

  private Object result(TableShape shape, Object[] row) {
    Object[] values = columns.stream().map(column -> row[shape.column(column)]).toArray();
    return values.length == 1 ? values[0] : values;
  }

  @Override
  public int update(
      SimulatedDatabase database, Transaction transaction, Map<String, Object> parameters) {
    throw new NotSimulated("a select writes nothing");
  }

  private record Line(TableShape shape, Object[] row, Map<String, Object> parameters)
      implements Scope {
    @Override
    public Object column(String path) {
      return row[shape.column(path)];
    }

    @Override
    public Object parameter(String name) {
      return parameters.get(name);
    }
  }
}
