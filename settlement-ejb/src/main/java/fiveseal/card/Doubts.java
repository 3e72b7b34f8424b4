package fiveseal.card;

import fiveseal.protocol.card.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** What is in doubt on a card, and how operators end it. */
@ApplicationScoped
public class Doubts {
  @Inject CardRegister register;
  @Inject Owners owners;

  /** The most that open debits can have taken, since at most one of a counter wins; minor units. */
  public long debitMinor(Card card) {
    return Math.min(
        card.accountMinor(),
        open(card).stream()
            .filter(command -> command.operation() == Operation.DEBIT)
            .mapToLong(IssuedCommand::amountMinor)
            .max()
            .orElse(0));
  }

  public List<IssuedCommand> open(Card card) {
    return register.openOf(card.number().digits(), card.nextCounter());
  }

  /**
   * Within the transaction, the card's row locked: every open command counts as not executed from
   * now on; what the card says of it later is kept and posts nothing.
   */
  public void close(Card card, String decisionId, Instant now) {
    List<IssuedCommand> open = open(card);
    owners.lock(open);
    open.forEach(command -> command.close(decisionId, now));
    open.stream()
        .map(IssuedCommand::owner)
        .distinct()
        .forEach(owner -> owners.of(owner).voided(owner.id(), now));
  }
}
