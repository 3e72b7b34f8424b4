package fiveseal.testbed.simulator.world;

import fiveseal.manager.CardLife;
import fiveseal.manager.CardOrder;
import fiveseal.manager.DecisionProposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What operators do with cards: orders, and decisions that two of them take. */
final class Operators {
  private static final String ONE = "operator-1";
  private static final String OTHER = "operator-2";

  private final Calls calls;
  private final SimulatedVault vault;
  private final List<String> proposed = new ArrayList<>();

  Operators(Calls calls, SimulatedVault vault) {
    this.calls = calls;
    this.vault = vault;
  }

  private static Request request(String name, Request.Call call) {
    return new Request(Step.OTHER, name, name, false, call);
  }

  /** Orders something to be done at the card's next presentation. */
  void order(ModelCard card, Chance chance) {
    String kind =
        chance.of(List.of("BLOCK", "UNBLOCK", "UNBLOCK", "UNBLOCK", "LIMITS", "REKEY", "REKEY"));
    if (kind.equals("REKEY") && chance.percent(70)) {
      vault.addMasterKey();
    }
    boolean limits = kind.equals("LIMITS");
    OptionalLong balance =
        limits ? OptionalLong.of(chance.between(100, 60_000)) : OptionalLong.empty();
    OptionalLong amount =
        limits ? OptionalLong.of(chance.between(100, 60_000)) : OptionalLong.empty();
    CardOrder order = new CardOrder(card.number().digits(), kind, balance, amount);
    calls.call(
        request(
            "order " + kind + " for " + card.name(),
            manager -> manager.bean(CardLife.class).order(order, ONE).state()));
  }

  /** Proposes a decision, and often has it approved. */
  void decide(ModelCard card, List<ModelCard> cards, Chance chance) {
    String kind = chance.of(List.of("REPLACE", "REPLACE", "RELEASE", "REDEEM"));
    Optional<String> successor =
        kind.equals("REPLACE") ? Optional.of(chance.of(cards).number().digits()) : Optional.empty();
    boolean closeDoubts = chance.percent(25);
    Reply reply =
        calls.call(
            request(
                "propose " + kind + " of " + card.name(),
                manager ->
                    manager
                        .bean(CardLife.class)
                        .propose(
                            new DecisionProposal(
                                kind, card.number().digits(), successor, closeDoubts, "as decided"),
                            ONE)
                        .decisionId()));
    if (reply.ok()) {
      proposed.add(reply.body());
    }
    if (!proposed.isEmpty() && chance.percent(80)) {
      approve(chance.of(proposed), chance.percent(10) ? ONE : OTHER);
    }
  }

  /** Releases a stopped card, so that its own word may set its record. */
  void release(ModelCard card) {
    DecisionProposal proposal =
        new DecisionProposal(
            "RELEASE", card.number().digits(), Optional.empty(), false, "looked at");
    Reply reply =
        calls.call(
            request(
                "propose RELEASE of " + card.name(),
                manager -> manager.bean(CardLife.class).propose(proposal, ONE).decisionId()));
    if (reply.ok()) {
      approve(reply.body(), OTHER);
    }
  }

  private void approve(String decision, String operator) {
    calls.call(
        request(
            "approve by " + operator,
            manager -> manager.bean(CardLife.class).approve(decision, operator).decisionId()));
  }
}
