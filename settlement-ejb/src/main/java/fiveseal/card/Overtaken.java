package fiveseal.card;

/**
 * What was decided before the card's lock was taken does not hold any more: somebody else was
 * faster. Nothing was written; whoever asked looks again.
 */
public final class Overtaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Overtaken(String message) {
    super(message);
  }
}
