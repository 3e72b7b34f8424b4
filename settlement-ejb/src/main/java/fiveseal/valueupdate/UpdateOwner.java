package fiveseal.valueupdate;

import fiveseal.audit.EvidenceStore;
import fiveseal.audit.Seal;
import fiveseal.audit.StoredMessage;
import fiveseal.card.CardRegister;
import fiveseal.card.CommandOwner;
import fiveseal.card.IssuedCommand;
import fiveseal.card.OwnerKind;
import fiveseal.config.Configuration;
import fiveseal.ledger.Ledger;
import fiveseal.ledger.Subject;
import fiveseal.manager.CardOutcome;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.UpdateKind;
import fiveseal.protocol.card.CardAnswer;
import fiveseal.protocol.jws.Signed;
import fiveseal.store.Contracts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What cards, their answers and the time do to value updates. */
@ApplicationScoped
public class UpdateOwner implements CommandOwner {
  @Inject UpdateStore store;
  @Inject CardRegister register;
  @Inject CreditBook credits;
  @Inject UpdateEffects effects;
  @Inject EvidenceStore evidence;
  @Inject Contracts contracts;
  @Inject Ledger ledger;
  @Inject Configuration configuration;

  @Override
  public OwnerKind kind() {
    return OwnerKind.UPDATE;
  }

  @Override
  public void lock(String id) {
    store.lock(id);
  }

  @Override
  public void requireIssuable(String id, Instant now) {
    Update update = store.held(id);
    update.requireIssuable(now);
    if (update.isFundedByVoucher()) {
      configuration.requireNewerThanRestore(update.createdAt());
    }
    update
        .creditId()
        .map(credits::find)
        .ifPresent(credit -> configuration.requireNewerThanRestore(credit.createdAt()));
  }

  /** The funding moves once, at first issue; a load that was void before is funded already. */
  @Override
  public void issued(IssuedCommand command, Instant now) {
    Update update = store.held(command.owner().id());
    if (update.isFundedByVoucher() && !ledger.hasTransfers(update.id())) {
      ledger.post(
          ledger.prepare(List.of(UpdatePostings.funded(update.amount()))),
          Subject.update(update.id()),
          now);
    }
    boolean again = update.stateAt(now) == UpdateStatus.ISSUED;
    if (!again) {
      update.creditId().map(credits::lock).ifPresent(Credit::issued);
    }
    update.happen(UpdateEvent.ISSUE, now);
  }

  /** What is wanted no more ends; all others are due again, unless their time is over. */
  @Override
  public void voided(String id, Instant now) {
    Update update = store.held(id);
    UpdateEvent event =
        isWantedNoMore(update)
            ? UpdateEvent.CANCEL
            : update.isPast(now) ? UpdateEvent.VOID_AFTER_EXPIRY : UpdateEvent.VOID;
    if (!UpdateLife.allows(update.stateAt(now), event)) {
      return;
    }
    update.happen(event, now);
    update.creditId().map(credits::lock).ifPresent(Credit::dueAgain);
    if (update.isFundedByVoucher() && update.stateAt(now) == UpdateStatus.CANCELLED) {
      effects.giveBack(update, now);
    }
  }

  /** A VOID that lost its counter, and a key that the card has proved to have already. */
  private boolean isWantedNoMore(Update update) {
    return switch (update.kind()) {
      case VOID -> true;
      case REKEY ->
          register.find(update.cardNumber()).orElseThrow().keyVersion() >= update.newKeyVersion();
      default -> false;
    };
  }

  @Override
  public void contradicted(String id, Instant now) {
    Update update = store.held(id);
    if (UpdateLife.allows(update.stateAt(now), UpdateEvent.CONTRADICT)) {
      update.happen(UpdateEvent.CONTRADICT, now);
    }
  }

  /** An update is for one card only. */
  @Override
  public void wantedElsewhere(String id) {
    throw new IllegalStateException("an update is for one card");
  }

  @Override
  public boolean wantsVoid(String id, Instant now) {
    return store.find(id).map(update -> update.stateAt(now) == UpdateStatus.IN_DOUBT).orElse(false);
  }

  @Override
  public Decision prepare(IssuedCommand command, CardAnswer answer, Instant now) {
    return effects.of(store.find(command.owner().id()).orElseThrow(), command, answer, now);
  }

  @Override
  public CardOutcome outcome(String id, Instant now) {
    Update update = store.find(id).orElseThrow();
    Optional<StoredMessage> sold =
        update
            .creditId()
            .map(credits::find)
            .flatMap(Credit::settlementId)
            .flatMap(settlement -> evidence.find(Seal.REQUEST, settlement));
    Optional<SettlementRequest> refunded =
        sold.map(stored -> Signed.parse(stored.compact(), SettlementRequest.class).message());
    return new CardOutcome(
        id,
        update.kind().name(),
        update.stateAt(now).name(),
        update.amountMinor(),
        update.currency().code(),
        refunded.map(SettlementRequest::description).orElse(words(update.kind())),
        refunded.flatMap(
            request -> contracts.nameOf(request.iss(), sold.orElseThrow().receivedAt())));
  }

  private static String words(UpdateKind kind) {
    return switch (kind) {
      case LOAD -> "Top-up";
      case REFUND -> "Refund";
      case VOID -> "Nothing was taken";
      case LIMITS -> "New limits";
      case REKEY -> "New card key";
      case BLOCK -> "The card is blocked";
      case UNBLOCK -> "The card is unblocked";
    };
  }
}
