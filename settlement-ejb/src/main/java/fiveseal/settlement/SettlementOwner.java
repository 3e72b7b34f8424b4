package fiveseal.settlement;

import fiveseal.audit.EvidenceStore;
import fiveseal.audit.Seal;
import fiveseal.card.CommandOwner;
import fiveseal.card.IssuedCommand;
import fiveseal.card.OwnerKind;
import fiveseal.config.Configuration;
import fiveseal.keys.KeyVault;
import fiveseal.ledger.Ledger;
import fiveseal.ledger.PreparedPosting;
import fiveseal.ledger.Subject;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.card.CardAnswer;
import fiveseal.protocol.card.CardResult;
import fiveseal.protocol.jws.Signed;
import fiveseal.store.Contracts;
import fiveseal.store.Terms;
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
    store.held(id).requireIssuable(now);
  }

  @Override
  public void issued(IssuedCommand command, Instant now) {
    store.held(command.owner().id()).issued(command.card().digits(), now);
  }

  @Override
  public void voided(String id, Instant now) {
    Settlement settlement = store.held(id);
    if (SettlementLife.allows(settlement.stateAt(now), SettlementEvent.VOID)) {
      settlement.happen(SettlementEvent.VOID, now);
    }
  }

  @Override
  public void contradicted(String id, Instant now) {
    Settlement settlement = store.held(id);
    if (SettlementLife.allows(settlement.stateAt(now), SettlementEvent.CONTRADICT)) {
      settlement.happen(SettlementEvent.CONTRADICT, now);
    }
  }

  @Override
  public Decision prepare(IssuedCommand command, CardAnswer answer, Instant now) {
    String id = command.owner().id();
    if (answer.result() != CardResult.DONE) {
      return () -> {
        store.held(id).happen(SettlementEvent.DECLINE, now);
        metrics.declined();
      };
    }
    Settlement settlement = store.find(id).orElseThrow();
    SettlementRequest request =
        Signed.parse(store.request(id).compact(), SettlementRequest.class).message();
    List<PreparedPosting> postings =
        ledger.prepare(
            Postings.of(
                command.card().digits(),
                request.amount(),
                request.lines(),
                request.lines().stream().map(this::deductions).toList()));
    Signed<SettlementCompletion> completion = completion(settlement, command, now);
    return () -> {
      store.held(id).completed(now);
      ledger.post(postings, Subject.settlement(id), now);
      evidence.keep(Seal.COMPLETION, id, completion.compact(), now);
      entities.persist(new Delivery(id, settlement.storeId(), now));
      metrics.completed();
    };
  }

  private Postings.Deductions deductions(RequestLine line) {
    Terms terms = contracts.terms(line.store());
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
