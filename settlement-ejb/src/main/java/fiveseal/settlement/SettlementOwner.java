package fiveseal.settlement;

import fiveseal.audit.EvidenceStore;
import fiveseal.audit.Seal;
import fiveseal.card.Card;
import fiveseal.card.CommandOwner;
import fiveseal.card.IssuedCommand;
import fiveseal.card.OwnerKind;
import fiveseal.config.Configuration;
import fiveseal.keys.KeyVault;
import fiveseal.ledger.Ledger;
import fiveseal.ledger.PreparedPosting;
import fiveseal.ledger.Subject;
import fiveseal.manager.CardOutcome;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.UuidV7;
import fiveseal.protocol.card.CardAnswer;
import fiveseal.protocol.card.CardResult;
import fiveseal.protocol.jws.Signed;
import fiveseal.store.Contracts;
import fiveseal.store.Terms;
import fiveseal.valueupdate.Credit;
import fiveseal.valueupdate.CreditBook;
import fiveseal.valueupdate.CreditKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the card's answers do to settlements. */
@ApplicationScoped
public class SettlementOwner implements CommandOwner {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject SettlementStore store;
  @Inject EvidenceStore evidence;
  @Inject Ledger ledger;
  @Inject Contracts contracts;
  @Inject CreditBook credits;
  @Inject UuidV7 ids;
  @Inject PaymentMetrics metrics;
  @Inject KeyVault vault;
  @Inject Configuration configuration;

  @Override
  public OwnerKind kind() {
    return OwnerKind.SETTLEMENT;
  }

  @Override
  public void lock(String id) {
    store.lock(id);
  }

  @Override
  public void requireIssuable(String id, Instant now) {
    Settlement settlement = store.held(id);
    settlement.requireIssuable(now);
    configuration.requireNewerThanRestore(settlement.createdAt());
  }

  @Override
  public void issued(IssuedCommand command, Instant now) {
    store.held(command.owner().id()).issued(command.card().digits(), now);
  }

  @Override
  public void voided(String id, Instant now) {
    store.held(id).voided(now);
  }

  @Override
  public void contradicted(String id, Instant now) {
    Settlement settlement = store.held(id);
    if (SettlementLife.allows(settlement.stateAt(now), SettlementEvent.CONTRADICT)) {
      settlement.happen(SettlementEvent.CONTRADICT, now);
    }
  }

  @Override
  public void wantedElsewhere(String id) {
    store.held(id).wantedElsewhere();
  }

  @Override
  public boolean wantsVoid(String id, Instant now) {
    return store.find(id).map(settlement -> settlement.wantsVoid(now)).orElse(false);
  }

  @Override
  public CardOutcome outcome(String id, Instant now) {
    Settlement settlement = store.find(id).orElseThrow();
    SettlementRequest request = request(id);
    return new CardOutcome(
        id,
        "PAYMENT",
        settlement.stateAt(now).name(),
        settlement.amount().minor(),
        settlement.amount().currency().code(),
        request.description(),
        contracts.nameOf(seller(request), settlement.createdAt()));
  }

  /** The store whose goods they are, or the mall if several sell. */
  private static String seller(SettlementRequest request) {
    return request.lines().size() == 1 ? request.lines().get(0).store() : request.iss();
  }

  private SettlementRequest request(String id) {
    return Signed.parse(store.request(id).compact(), SettlementRequest.class).message();
  }

  @Override
  public Decision prepare(IssuedCommand command, CardAnswer answer, Instant now) {
    String id = command.owner().id();
    if (answer.result() != CardResult.DONE) {
      return card -> {
        store.held(id).happen(SettlementEvent.DECLINE, now);
        metrics.declined();
      };
    }
    Settlement settlement = store.find(id).orElseThrow();
    SettlementRequest request = request(id);
    List<PreparedPosting> payment =
        ledger.prepare(
            Postings.of(
                command.card().digits(),
                request.amount(),
                request.lines(),
                request.lines().stream()
                    .map(line -> deductions(line, settlement.createdAt()))
                    .toList()));
    List<PreparedPosting> reversal =
        ledger.prepare(List.of(Postings.reversal(command.card().digits(), request.amount())));
    Signed<SettlementCompletion> completion = completion(settlement, command, now);
    return card -> {
      if (store.held(id).isCancelled()) {
        reverse(id, card, reversal, now);
      } else {
        complete(id, payment, completion, now);
      }
    };
  }

  private void complete(
      String id,
      List<PreparedPosting> payment,
      Signed<SettlementCompletion> completion,
      Instant now) {
    Settlement settlement = store.held(id);
    settlement.completed(now);
    ledger.post(payment, Subject.settlement(id), now);
    evidence.keep(Seal.COMPLETION, id, completion.compact(), now);
    entities.persist(new Delivery(id, settlement.storeId(), now));
    metrics.completed();
  }

  /** The store had cancelled: it gets nothing, and the card gets the value back. */
  private void reverse(String id, Card card, List<PreparedPosting> reversal, Instant now) {
    Settlement settlement = store.held(id);
    settlement.happen(SettlementEvent.DEBIT_AFTER_CANCEL, now);
    ledger.post(reversal, Subject.settlement(id), now);
    credits.add(
        Credit.ofSettlement(
            ids.next(), CreditKind.REVERSAL, id, card.number().digits(), settlement.amount(), now));
    metrics.reversed();
  }

  private Postings.Deductions deductions(RequestLine line, Instant askedAt) {
    Terms terms = contracts.terms(line.store(), askedAt);
    return Postings.Deductions.of(
        line.amountMinor(),
        contracts.mallOf(line.store()).orElse(line.store()),
        terms.commissionPerMille(),
        terms.feePerMille());
  }

  private Signed<SettlementCompletion> completion(
      Settlement settlement, IssuedCommand command, Instant now) {
    return Signed.by(
        vault.signer(),
        new SettlementCompletion(
            configuration.managerId(),
            settlement.storeId(),
            settlement.id(),
            settlement.requestId(),
            evidence.compact(command.evidenceId()),
            settlement.amount(),
            now.getEpochSecond(),
            Optional.empty()));
  }
}
