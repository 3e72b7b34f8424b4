package fiveseal.valueupdate;

import fiveseal.card.Card;
import fiveseal.card.CardLifeState;
import fiveseal.card.CardRegister;
import fiveseal.card.Doubts;
import fiveseal.card.StopReason;
import fiveseal.ledger.Ledger;
import fiveseal.ledger.Subject;
import fiveseal.protocol.Amount;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.UpdateKind;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Carries out what two operators have decided, in the transaction of the approval. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Decisions {
  @Inject DecisionBook book;
  @Inject CardRegister register;
  @Inject CardOrders orders;
  @Inject CreditBook credits;
  @Inject Inheritance inheritance;
  @Inject Doubts doubts;
  @Inject Ledger ledger;
  @Inject Clock clock;

  /**
   * @throws ProtocolException {@code message-refused} by its own proposer, by one who may be, or if
   *     the card is not as the decision wants it
   */
  public void approve(String decisionId, String operator) {
    Decision read = book.find(decisionId).orElseThrow();
    Set<String> cards = new TreeSet<>(Set.of(read.cardNumber()));
    read.successor().ifPresent(cards::add);
    cards.forEach(register::lock);
    Decision decision = book.lock(decisionId);
    if (decision.isApproved()) {
      return;
    }
    require(
        decision.mayBeApprovedBy(operator),
        "another operator has to approve this, and a token that belongs to no login may be the"
            + " same one's");
    Instant now = clock.instant();
    decision.approve(operator, now);
    Card card = register.lock(decision.cardNumber());
    switch (decision.kind()) {
      case REPLACE -> replace(card, decision, operator, now);
      case RELEASE -> release(card, decision);
      case REDEEM -> redeem(card, decision, operator, now);
    }
  }

  private void replace(Card card, Decision decision, String operator, Instant now) {
    String by = decision.successor().orElseThrow();
    Card successor = register.lock(by);
    boolean again = decision.closesDoubts() && card.successor().filter(by::equals).isPresent();
    require(again || card.life() != CardLifeState.REPLACED, "the card is replaced already");
    require(
        again
            || (!successor.facts().isRestricted() && successor.currency().equals(card.currency())),
        "the successor is stopped, replaced, or of another currency");
    if (decision.closesDoubts()) {
      doubts.close(card, decision.id(), now);
    }
    if (!again) {
      card.replace(by);
      retire(card, operator, now);
    }
    inheritance.follow(card, decision.id(), now);
  }

  private void release(Card card, Decision decision) {
    require(
        card.life() == CardLifeState.ACTIVE && card.stopped().isPresent(),
        "the card is not stopped, or replaced");
    require(card.stopped().get() != StopReason.CLONE, "a cloned card is replaced, never released");
    card.release(decision.id());
  }

  private void redeem(Card card, Decision decision, String operator, Instant now) {
    require(card.life() == CardLifeState.ACTIVE, "the card is replaced or redeemed");
    if (decision.closesDoubts()) {
      doubts.close(card, decision.id(), now);
    }
    require(doubts.open(card).isEmpty(), "commands to the card are open");
    require(
        credits.outstandingOf(register.lineOf(card.number().digits())).isEmpty(),
        "value is owed to the card: let it be presented first");
    long rest = card.accountMinor();
    if (rest > 0) {
      Amount amount = Amount.of(rest, card.currency());
      ledger.post(
          ledger.prepare(List.of(UpdatePostings.redeemed(amount, card.number().digits()))),
          Subject.decision(decision.id()),
          now);
      card.move(rest);
    }
    card.redeem();
    retire(card, operator, now);
  }

  /** If it is ever presented again, it is blocked; nothing else that waited for it is wanted. */
  private void retire(Card card, String operator, Instant now) {
    orders.cancel(card, Set.of(UpdateKind.REKEY, UpdateKind.UNBLOCK, UpdateKind.LIMITS), now);
    orders.block(card, operator, now);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw ProtocolException.refused(otherwise);
    }
  }
}
