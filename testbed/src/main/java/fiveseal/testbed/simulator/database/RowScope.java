package fiveseal.testbed.simulator.database;

import fiveseal.testbed.simulator.sql.NotSimulated;
import fiveseal.testbed.simulator.sql.Scope;

/** One row, for conditions that look at its own columns. */
record RowScope(TableShape shape, Object[] row) implements Scope {
  @Override
  public Object column(String path) {
    return row[shape.column(path)];
  }

  @Override
  public Object parameter(String name) {
    throw new NotSimulated("a constraint has no parameters");
  }
}
