package fiveseal.testbed.simulator.world;

import fiveseal.testbed.simulator.database.SimulatedDatabase;
import java.util.List;

/**
 * The invariants of the table of faults, computed from the committed rows, the cards' own histories
 * and what the parties saw; never by the product's rules.
 */
final class Invariants {
  private final CardChecks cards;
  private final MoneyChecks money;
  private final EvidenceChecks evidence;
  private final StoreTerms terms;
  private final EndChecks end;

  Invariants(SimulatedDatabase database, List<ModelCard> cards, List<Till> tills, Journal journal) {
    this.cards = new CardChecks(database, cards);
    this.money = new MoneyChecks(database, cards);
    this.evidence = new EvidenceChecks(database, tills, journal);
    this.terms = new StoreTerms(database);
    this.end = new EndChecks(database, cards);
  }

  /** What holds at every moment between two events. */
  void checkAlways() {
    cards.check(false);
    money.checkAlways();
    terms.checkSelling();
  }

  /**
   * What holds when everything has come to rest.
   *
   * @param doubtsEnd whether the product ends doubts at presentations
   */
  void checkAtEnd(boolean doubtsEnd) {
    cards.check(true);
    evidence.check();
    money.checkAlways();
    money.checkAtEnd();
    if (doubtsEnd) {
      end.check();
    }
  }
}
