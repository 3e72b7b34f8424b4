package fiveseal.testbed.simulator.sql;

/**
 * The product does something that the simulation does not know. It is an error, which no code of
 * the product catches, so that nothing passes silently.
 */
public final class NotSimulated extends Error {
  private static final long serialVersionUID = 1L;

  public NotSimulated(String what) {
    super(what);
  }

  public NotSimulated(Throwable cause) {
    super(cause);
  }
}
