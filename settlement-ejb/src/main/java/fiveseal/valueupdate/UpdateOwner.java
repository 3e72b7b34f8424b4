package fiveseal.valueupdate;

import fiveseal.card.CommandOwner;
import fiveseal.card.IssuedCommand;
import fiveseal.card.OwnerKind;
import fiveseal.ledger.Ledger;
import fiveseal.ledger.PreparedPosting;
import fiveseal.ledger.Subject;
import fiveseal.protocol.card.CardAnswer;
import fiveseal.protocol.card.CardResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** What the card's answers do to value updates. */
@ApplicationScoped
public class UpdateOwner implements CommandOwner {
  @Inject UpdateStore store;
  @Inject Ledger ledger;

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
    store.held(id).requireIssuable(now);
  }

  /** The funding moves once, at first issue; a load that was void before is funded already. */
  @Override
  public void issued(IssuedCommand command, Instant now) {
    Update update = store.held(command.owner().id());
    if (!ledger.hasTransfers(Subject.update(update.id()))) {
      ledger.post(
          ledger.prepare(List.of(LoadPostings.funded(update.amount()))),
          Subject.update(update.id()),
          now);
    }
    update.happen(UpdateEvent.ISSUE, now);
  }

  @Override
  public void voided(String id, Instant now) {
    Update update = store.held(id);
    if (!UpdateLife.allows(update.stateAt(now), UpdateEvent.VOID)) {
      return;
    }
    update.happen(UpdateEvent.VOID, now);
    if (update.stateAt(now) == UpdateStatus.CANCELLED) {
      giveBack(update, now);
    }
  }

  @Override
  public void contradicted(String id, Instant now) {
    Update update = store.held(id);
    if (UpdateLife.allows(update.stateAt(now), UpdateEvent.CONTRADICT)) {
      update.happen(UpdateEvent.CONTRADICT, now);
    }
  }

  @Override
  public Decision prepare(IssuedCommand command, CardAnswer answer, Instant now) {
    String id = command.owner().id();
    Update load = store.find(id).orElseThrow();
    if (answer.result() != CardResult.DONE) {
      return () -> {
        Update update = store.held(id);
        update.happen(UpdateEvent.DECLINE, now);
        giveBack(update, now);
      };
    }
    List<PreparedPosting> postings =
        ledger.prepare(List.of(LoadPostings.done(load.amount(), command.card().digits())));
    return () -> {
      store.held(id).happen(UpdateEvent.EXECUTE, now);
      ledger.post(postings, Subject.update(id), now);
    };
  }

  private void giveBack(Update load, Instant now) {
    ledger.post(
        ledger.prepare(List.of(LoadPostings.returned(load.amount()))),
        Subject.update(load.id()),
        now);
    store.giveBackVoucher(load);
  }
}
