package fiveseal.testbed.simulator.sql;

/** A value that depends on rows and parameters; null is SQL's NULL, and UNKNOWN. */
@FunctionalInterface
public interface Expression {
  Object value(Scope scope);

  /** Whether a condition holds, not merely is unknown. */
  default boolean isTrue(Scope scope) {
    return Boolean.TRUE.equals(value(scope));
  }
}
