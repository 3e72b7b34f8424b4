package fiveseal.valueupdate;

import fiveseal.card.Card;
import fiveseal.card.CardRegister;
import fiveseal.card.Doubts;
import fiveseal.card.Owners;
import fiveseal.ledger.Ledger;
import fiveseal.manager.CardDecision;
import fiveseal.manager.CardLife;
import fiveseal.manager.CardOrder;
import fiveseal.manager.CardView;
import fiveseal.manager.DecisionProposal;
import fiveseal.manager.UpdateState;
import fiveseal.protocol.Amount;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.UuidV7;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The cards as operators see and steer them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CardLifeDesk implements CardLife {
  @Inject CardRegister register;
  @Inject CardOrders orders;
  @Inject DecisionBook book;
  @Inject Decisions decisions;
  @Inject UpdateStore updates;
  @Inject Doubts doubts;
  @Inject Owners owners;
  @Inject Ledger ledger;
  @Inject UuidV7 ids;
  @Inject Clock clock;

  @Override
  public CardView show(String cardNumber) {
    Card card = card(cardNumber);
    Instant now = clock.instant();
    return new CardView(
        card.number().masked(),
        card.currency(),
        card.life().name(),
        card.keyVersion(),
        card.nextCounter(),
        card.balanceMinor(),
        card.balanceLimit(),
        card.amountLimit(),
        card.isBlocked(),
        card.stopped().map(Enum::name),
        card.successor().map(number -> new CardNumber(number).masked()),
        open(card, now),
        due(card, now),
        register.discrepanciesOf(cardNumber).stream()
            .map(
                d ->
                    new CardView.Discrepancy(
                        d.reason().name(), d.counter(), d.seenAt().getEpochSecond()))
            .toList(),
        book.ofCard(cardNumber).stream().map(Decision::view).toList());
  }

  private List<CardView.OpenCommand> open(Card card, Instant now) {
    return doubts.open(card).stream()
        .map(
            command ->
                new CardView.OpenCommand(
                    command.counter(),
                    command.operation().name(),
                    command.amountMinor(),
                    command.owner().id(),
                    owners.of(command.owner()).outcome(command.owner().id(), now).state(),
                    command.issuedAt().getEpochSecond()))
        .toList();
  }

  private List<CardView.DueUpdate> due(Card card, Instant now) {
    return updates.pendingOf(card.number().digits()).stream()
        .map(
            update ->
                new CardView.DueUpdate(
                    update.id(),
                    update.kind().name(),
                    update.stateAt(now).name(),
                    update.amountMinor()))
        .toList();
  }

  private Card card(String cardNumber) {
    return register
        .find(new CardNumber(cardNumber).digits())
        .orElseThrow(() -> new ProtocolException(ErrorCode.NOT_FOUND, "there is no such card"));
  }

  @Override
  public UpdateState order(CardOrder order, String operator) {
    Instant now = clock.instant();
    card(order.cardNumber());
    String id = orders.order(order, operator, now);
    return new UpdateState(id, updates.find(id).orElseThrow().stateAt(now).name());
  }

  @Override
  public CardDecision propose(DecisionProposal proposal, String operator) {
    card(proposal.cardNumber());
    proposal.successor().ifPresent(this::card);
    Decision decision = new Decision(ids.next(), proposal, operator, clock.instant());
    book.propose(decision);
    return decision.view();
  }

  @Override
  public CardDecision approve(String decisionId, String operator) {
    Decision decision = find(decisionId);
    Card card = card(decision.cardNumber());
    Amount any = Amount.of(1, card.currency());
    ledger.prepare(
        List.of(
            UpdatePostings.moved(any, decision.cardNumber()),
            UpdatePostings.redeemed(any, decision.cardNumber())));
    decisions.approve(decisionId, operator);
    return find(decisionId).view();
  }

  private Decision find(String decisionId) {
    return book.find(decisionId)
        .orElseThrow(() -> new ProtocolException(ErrorCode.NOT_FOUND, "there is no such decision"));
  }
}
