package fiveseal.valueupdate;

import fiveseal.card.CardAnswers;
import fiveseal.card.CardDesk;
import fiveseal.card.CardProofs;
import fiveseal.card.Draft;
import fiveseal.card.Owner;
import fiveseal.card.OwnerKind;
import fiveseal.card.ProvenCard;
import fiveseal.ledger.Ledger;
import fiveseal.manager.CardProof;
import fiveseal.manager.LoadRequest;
import fiveseal.manager.UpdateState;
import fiveseal.manager.ValueUpdates;
import fiveseal.protocol.Amount;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.Digests;
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
import java.util.Optional;

/** Loads as holders see them: checked, made and signed, written by one transaction, handed out. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UpdateDesk implements ValueUpdates {
  @Inject UpdateStore store;
  @Inject CardProofs proofs;
  @Inject UpdateDrafts drafts;
  @Inject CardDesk desk;
  @Inject CardAnswers answers;
  @Inject Ledger ledger;
  @Inject Clock clock;

  /** A load that is written already or is to be. */
  private record Requested(Update load, boolean exists) {}

  @Override
  public UpdateState request(LoadRequest load) {
    Instant now = clock.instant();
    Requested requested = check(load, now);
    if (!requested.exists()) {
      create(requested.load(), load, now);
    }
    return new UpdateState(load.updateId(), UpdateStatus.REQUESTED.name());
  }

  private void create(Update update, LoadRequest load, Instant now) {
    try {
      store.create(update, now);
    } catch (ProtocolException e) {
      throw e;
    } catch (RuntimeException e) {
      // Somebody else may have been first with the same id: then theirs is the load.
      if (!check(load, now).exists()) {
        throw e;
      }
    }
  }

  private Requested check(LoadRequest load, Instant now) {
    if (!UuidV7.isCanonical(load.updateId())) {
      throw ProtocolException.malformed("updateId is not a UUID in lower case");
    }
    CardNumber card = new CardNumber(load.cardNumber());
    Amount amount = Amount.of(load.amountMinor(), load.currency());
    Optional<String> code = load.funding().voucher();
    Optional<Update> existing = store.find(load.updateId());
    // No confirmed funding references are known: nobody can confirm one yet.
    byte[] digest = code.map(Digests::sha256).orElse(new byte[0]);
    if (existing.isPresent()) {
      if (!existing.get().isAskedForBy(load, digest)) {
        throw new ProtocolException(
            ErrorCode.CONFLICTING_REPLAY, "this updateId has another content");
      }
      return new Requested(existing.get(), true);
    }
    if (code.isEmpty()) {
      throw new ProtocolException(ErrorCode.FUNDING_REFUSED, "this funding cannot be used");
    }
    return new Requested(Update.load(load.updateId(), card, amount, digest, now), false);
  }

  @Override
  public String requestAndIssue(LoadRequest load, CardProof proof) {
    Instant now = clock.instant();
    Requested requested = check(load, now);
    try {
      return issue(requested, proof, now);
    } catch (RuntimeException e) {
      // Somebody else may have been first with the same: then theirs is the one.
      Requested existing = check(load, now);
      if (requested.exists() || !existing.exists()) {
        throw e;
      }
      return issue(existing, proof, now);
    }
  }

  @Override
  public String issue(String updateId, CardProof proof) {
    Update load = find(updateId);
    if (!load.isFundedByVoucher()) {
      // What presentations hand out is not had by its id.
      throw notFound();
    }
    return issue(new Requested(load, true), proof, clock.instant());
  }

  private String issue(Requested requested, CardProof proof, Instant now) {
    Update load = requested.load();
    ProvenCard card = proofs.prove(proof);
    if (!card.number().digits().equals(load.cardNumber())) {
      throw CardProofs.notProven();
    }
    load.requireIssuable(now);
    ledger.prepare(List.of(UpdatePostings.funded(load.amount())));
    Draft draft = drafts.of(load, card, now);
    return desk.issue(draft, creation(requested, now)).orThrow();
  }

  private Optional<Runnable> creation(Requested requested, Instant now) {
    return requested.exists()
        ? Optional.empty()
        : Optional.of(() -> store.write(requested.load(), now));
  }

  @Override
  public UpdateState answer(String updateId, long counter, byte[] answer) {
    find(updateId);
    answers.take(new Owner(OwnerKind.UPDATE, updateId), counter, answer);
    return new UpdateState(updateId, find(updateId).stateAt(clock.instant()).name());
  }

  private Update find(String updateId) {
    return store.find(updateId).orElseThrow(UpdateDesk::notFound);
  }

  private static ProtocolException notFound() {
    return new ProtocolException(ErrorCode.NOT_FOUND, "there is no such value update");
  }
}
