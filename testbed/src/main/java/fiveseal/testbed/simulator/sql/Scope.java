package fiveseal.testbed.simulator.sql;

/** What an expression may look at. */
public interface Scope {
  /**
   * @param path a column, an attribute, or an alias with an attribute, as written
   */
  Object column(String path);

  /**
   * @param name of a parameter, without its sign; a number for positional ones
   */
  Object parameter(String name);
}
