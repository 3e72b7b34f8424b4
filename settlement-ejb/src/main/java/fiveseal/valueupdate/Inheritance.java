package fiveseal.valueupdate;

import fiveseal.card.Card;
import fiveseal.card.Doubts;
import fiveseal.card.Heirs;
import fiveseal.ledger.Ledger;
import fiveseal.ledger.Subject;
import fiveseal.protocol.Amount;
import fiveseal.protocol.UuidV7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/**
 * A replaced card's value goes to its successor: at once what is beyond doubt, the rest when the
 * old card's own word, or two operators, have ended the doubt.
 */
@ApplicationScoped
public class Inheritance implements Heirs {
  @Inject DecisionBook decisions;
  @Inject CreditBook credits;
  @Inject Doubts doubts;
  @Inject Ledger ledger;
  @Inject UuidV7 ids;

  @Override
  public void follow(Card replaced, Instant now) {
    String decision =
        decisions.ofCard(replaced.number().digits()).stream()
            .filter(taken -> taken.kind() == DecisionKind.REPLACE && taken.isApproved())
            .map(Decision::id)
            .findFirst()
            .orElseThrow();
    follow(replaced, decision, now);
  }

  void follow(Card replaced, String decisionId, Instant now) {
    long certain = replaced.accountMinor() - doubts.debitMinor(replaced);
    if (certain < 1) {
      return;
    }
    Amount amount = Amount.of(certain, replaced.currency());
    Credit credit =
        Credit.ofBalance(ids.next(), decisionId, replaced.successor().orElseThrow(), amount, now);
    credits.add(credit);
    ledger.post(
        ledger.prepare(List.of(UpdatePostings.moved(amount, replaced.number().digits()))),
        Subject.credit(credit.id()),
        now);
    replaced.move(certain);
  }
}
