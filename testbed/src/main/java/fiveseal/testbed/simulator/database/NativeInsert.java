package fiveseal.testbed.simulator.database;

import fiveseal.testbed.simulator.sql.Expression;
import fiveseal.testbed.simulator.sql.ExpressionParser;
import fiveseal.testbed.simulator.sql.NotSimulated;
import fiveseal.testbed.simulator.sql.Scope;
import fiveseal.testbed.simulator.sql.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code insert into t (…) values (…) [on conflict … do nothing]}. */
final class NativeInsert implements Statement {
  private final String table;
  private final List<String> columns = new ArrayList<>();
  private final List<Expression> values = new ArrayList<>();
  private final boolean unlessThere;

  NativeInsert(Tokens tokens) {
    tokens.expect("insert", "into");
    String name = tokens.take();
    table = tokens.accept(".") ? tokens.take() : name;
    tokens.expect("(");
    do {
      columns.add(tokens.take());
    } while (tokens.accept(","));
    tokens.expect(")", "values", "(");
    ExpressionParser parser = new ExpressionParser(tokens);
    do {
      values.add(parser.parse());
    } while (tokens.accept(","));
    tokens.expect(")");
    unlessThere = tokens.accept("on", "conflict");
    if (unlessThere) {
      if (tokens.accept("(")) {
        tokens.skipBracket();
      }
      tokens.expect("do", "nothing");
    }
    if (!tokens.atEnd()) {
      throw tokens.unknown();
    }
  }

  @Override
  public List<Object> list(
      SimulatedDatabase database, Session session, Map<String, Object> parameters, Limits limits) {
    throw new NotSimulated("an insert gives no rows");
  }

  @Override
  public int update(
      SimulatedDatabase database, Transaction transaction, Map<String, Object> parameters) {
    Scope scope = new ParameterScope(database, parameters);
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i), values.get(i).value(scope));
    }
    Table into = database.table(table);
    if (unlessThere && transaction.conflicts(into, row)) {
      return 0;
    }
    transaction.insert(into, row);
    return 1;
  }

  /** Parameters and sequences; a value has no row to look at. */
  private record ParameterScope(SimulatedDatabase database, Map<String, Object> parameters)
      implements Scope {
    @Override
    public Object column(String path) {
      throw new NotSimulated("a value names a column: " + path);
    }

    @Override
    public Object parameter(String name) {
      if (name.startsWith("nextval:")) {
        return database.next(name.substring("nextval:".length()));
      }
      return parameters.get(name);
    }
  }
}
