package fiveseal.valueupdate;

import fiveseal.card.Card;
import fiveseal.card.CardDesk;
import fiveseal.card.CardRegister;
import fiveseal.card.CommandState;
import fiveseal.card.Draft;
import fiveseal.card.IssuedCommand;
import fiveseal.card.Overtaken;
import fiveseal.card.OwnerKind;
import fiveseal.card.ProvenCard;
import fiveseal.config.Configuration;
import fiveseal.ledger.Ledger;
import fiveseal.protocol.Amount;
import fiveseal.protocol.UpdateKind;
import fiveseal.protocol.UuidV7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what is due for a presented card and issues it. */
@ApplicationScoped
public class DueUpdates {
  @Inject UpdateStore store;
  @Inject CreditBook credits;
  @Inject CardRegister register;
  @Inject UpdateDrafts drafts;
  @Inject CardDesk desk;
  @Inject Ledger ledger;
  @Inject Configuration configuration;
  @Inject UuidV7 ids;

  /**
   * @param sameChallenge the update that this challenge got before: the same message leaves again
   * @param wantsVoid whether an open command of the expected counter shall be voided
   * @return message 5, or empty if nothing is due
   * @throws Overtaken if somebody else was faster
   */
  Optional<String> next(
      Card card, ProvenCard shown, Optional<String> sameChallenge, boolean wantsVoid, Instant now) {
    Optional<Update> before =
        sameChallenge
            .flatMap(store::find)
            .filter(update -> !update.isFundedByVoucher())
            .filter(update -> facts(update, now).isIssuable());
    if (before.isPresent()) {
      return Optional.of(issueAgain(before.get(), shown, now));
    }
    List<UpdateFacts> pending =
        store.pendingOf(card.number().digits()).stream()
            .map(update -> facts(update, now))
            .filter(update -> !update.status().isFinal())
            .toList();
    return DueRules.next(
            standing(card, wantsVoid, pending, declinedJustNow(card)), shown.initialize())
        .map(due -> issue(due, card, shown, now));
  }

  /** What the card declined last is not handed out again before anything else happened to it. */
  private Set<String> declinedJustNow(Card card) {
    return register.ofCounter(card.number().digits(), card.nextCounter() - 1).stream()
        .filter(command -> command.state() == CommandState.DECLINED)
        .map(IssuedCommand::owner)
        .filter(owner -> owner.kind() == OwnerKind.UPDATE)
        .flatMap(owner -> store.find(owner.id()).flatMap(Update::creditId).stream())
        .collect(Collectors.toSet());
  }

  private DueRules.Standing standing(
      Card card, boolean wantsVoid, List<UpdateFacts> pending, Set<String> declined) {
    List<CreditFacts> owed =
        card.facts().isRestricted()
            ? List.of()
            : credits.outstandingOf(register.lineOf(card.number().digits())).stream()
                .filter(credit -> !configuration.isOlderThanRestore(credit.createdAt()))
                .filter(credit -> !declined.contains(credit.id()))
                .map(c -> new CreditFacts(c.id(), c.kind(), c.state(), c.remainingMinor()))
                .toList();
    return new DueRules.Standing(
        card.facts(), wantsVoid, pending, owed, card.balanceLimit(), card.amountLimit());
  }

  private static UpdateFacts facts(Update update, Instant now) {
    return new UpdateFacts(
        update.id(),
        update.kind(),
        update.stateAt(now),
        update.creditId(),
        update.decisionId().isPresent(),
        update.amountMinor());
  }

  private String issue(Due due, Card card, ProvenCard shown, Instant now) {
    if (due.updateId().isPresent()) {
      return issueAgain(store.find(due.updateId().get()).orElseThrow(), shown, now);
    }
    Update update =
        due.kind() == UpdateKind.VOID
            ? newVoid(card, now)
            : Update.part(
                ids.next(),
                credits.find(due.creditId().orElseThrow()),
                card.number().digits(),
                due.amountMinor(),
                now);
    Draft draft = drafts.of(update, shown, now);
    return desk.issue(draft, Optional.of(() -> begin(update, due, now))).orThrow();
  }

  private Update newVoid(Card card, Instant now) {
    Update update =
        Update.plain(ids.next(), UpdateKind.VOID, card.number().digits(), card.currency(), now);
    card.releaseDecision().ifPresent(update::carryingOut);
    if (card.releaseDecision().isPresent()) {
      ledger.prepare(
          List.of(UpdatePostings.surplus(Amount.of(1, card.currency()), card.number().digits())));
    }
    return update;
  }

  private String issueAgain(Update update, ProvenCard shown, Instant now) {
    return desk.issue(drafts.of(update, shown, now), Optional.empty()).orThrow();
  }

  /** Within the transaction, the card's row locked: is it still wanted? */
  private void begin(Update update, Due due, Instant now) {
    if (update.kind() == UpdateKind.VOID) {
      Card card = register.lock(update.cardNumber());
      if (!card.releaseDecision().equals(update.decisionId())) {
        throw new Overtaken("the release does not hold any more");
      }
      requireNoOtherVoid(update, now);
    } else {
      requireDue(update, due, now);
    }
    store.add(update);
  }

  private void requireNoOtherVoid(Update update, Instant now) {
    boolean other =
        store.pendingOf(update.cardNumber()).stream()
            .map(pending -> facts(pending, now))
            .filter(pending -> pending.kind() == UpdateKind.VOID && pending.isIssuable())
            .anyMatch(pending -> pending.releasing() == update.decisionId().isPresent());
    if (other) {
      throw new Overtaken("the card has a VOID already");
    }
  }

  private void requireDue(Update part, Due due, Instant now) {
    Credit credit = credits.lock(due.creditId().orElseThrow());
    for (Update pending : store.partsPending(credit.id())) {
      if (pending.stateAt(now).isFinal()) {
        continue;
      }
      boolean superseded =
          due.instead().filter(pending.id()::equals).isPresent()
              || !pending.cardNumber().equals(part.cardNumber());
      if (!superseded || pending.stateAt(now) != UpdateStatus.REQUESTED) {
        throw new Overtaken("a part of this is out already");
      }
      pending.happen(UpdateEvent.CANCEL, now);
    }
    if (credit.state() != CreditState.DUE || credit.remainingMinor() < part.amountMinor()) {
      throw new Overtaken("this is not owed any more");
    }
  }
}
