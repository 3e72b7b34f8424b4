package fiveseal.testbed.simulator.world;

/** The card lost power: whoever asked has no answer. */
final class CardTorn extends Exception {
  private static final long serialVersionUID = 1L;

  CardTorn() {
    super("the card was torn", null, false, false);
  }
}
