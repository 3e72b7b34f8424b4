package fiveseal.valueupdate;

import fiveseal.card.Card;
import fiveseal.card.CommandOwner.Decision;
import fiveseal.card.IssuedCommand;
import fiveseal.ledger.Ledger;
import fiveseal.ledger.Posting;
import fiveseal.ledger.PreparedPosting;
import fiveseal.ledger.Subject;
import fiveseal.protocol.Amount;
import fiveseal.protocol.card.CardAnswer;
import fiveseal.protocol.card.CardResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an accepted answer to each kind of value update does beyond its state. */
@ApplicationScoped
public class UpdateEffects {
  @Inject UpdateStore store;
  @Inject CreditBook credits;
  @Inject Ledger ledger;

  /** Before the transaction: accounts are found, what is to be written is made ready. */
  Decision of(Update update, IssuedCommand command, CardAnswer answer, Instant now) {
    boolean done = answer.result() == CardResult.DONE;
    String id = update.id();
    UpdateEvent event = done ? UpdateEvent.EXECUTE : UpdateEvent.DECLINE;
    return switch (update.kind()) {
      case LOAD, REFUND ->
          update.isFundedByVoucher()
              ? load(update, command, done, now)
              : part(update, command, done, now);
      case VOID ->
          update.decisionId().isPresent()
              ? release(update, command, answer, now)
              : state(id, event, now);
      case BLOCK ->
          card -> {
            state(id, event, now).write(card);
            card.blockSettled();
          };
      case UNBLOCK -> state(id, event, now);
      case LIMITS ->
          card -> {
            state(id, event, now).write(card);
            if (done) {
              card.limit(update.balanceLimit(), update.amountLimit());
            }
          };
      case REKEY ->
          card -> {
            state(id, event, now).write(card);
            card.rekeySettled(done);
          };
    };
  }

  /** A stopped card may be told the same at two counters: the second answer adds nothing. */
  private Decision state(String id, UpdateEvent event, Instant now) {
    return card -> {
      Update update = store.held(id);
      if (UpdateLife.allows(update.stateAt(now), event)) {
        update.happen(event, now);
      }
    };
  }

  private Decision load(Update load, IssuedCommand command, boolean done, Instant now) {
    if (!done) {
      return card -> {
        Update update = store.held(load.id());
        update.happen(UpdateEvent.DECLINE, now);
        giveBack(update, now);
      };
    }
    List<PreparedPosting> postings =
        prepared(UpdatePostings.loaded(load.amount(), command.card().digits()));
    return card -> {
      store.held(load.id()).happen(UpdateEvent.EXECUTE, now);
      ledger.post(postings, Subject.update(load.id()), now);
    };
  }

  private Decision part(Update part, IssuedCommand command, boolean done, Instant now) {
    String creditId = part.creditId().orElseThrow();
    if (!done) {
      return card -> {
        store.held(part.id()).happen(UpdateEvent.DECLINE, now);
        credits.lock(creditId).dueAgain();
      };
    }
    List<PreparedPosting> postings =
        prepared(
            UpdatePostings.credited(
                credits.find(creditId).kind(), part.amount(), command.card().digits()));
    return card -> {
      store.held(part.id()).happen(UpdateEvent.EXECUTE, now);
      credits.lock(creditId).taken(part.amountMinor());
      ledger.post(postings, Subject.update(part.id()), now);
    };
  }

  /**
   * The releasing VOID: the card's word sets counter and balance, the difference is posted. If the
   * release does not hold any more, it is a VOID like any other.
   */
  private Decision release(Update update, IssuedCommand command, CardAnswer answer, Instant now) {
    String number = command.card().digits();
    prepared(UpdatePostings.surplus(Amount.of(1, update.currency().code()), number));
    return new Decision() {
      @Override
      public void write(Card card) {
        state(update.id(), UpdateEvent.EXECUTE, now).write(card);
        if (holds(card)) {
          post(card.released(answer, command.keyVersion()), update, number, now);
        }
      }

      @Override
      public Optional<String> endsEarlierCommands(Card card) {
        return holds(card) ? update.decisionId() : Optional.empty();
      }

      private boolean holds(Card card) {
        return card.releaseDecision().equals(update.decisionId());
      }
    };
  }

  private void post(long differenceMinor, Update update, String cardNumber, Instant now) {
    if (differenceMinor == 0) {
      return;
    }
    Amount amount = Amount.of(Math.abs(differenceMinor), update.currency().code());
    Posting posting =
        differenceMinor > 0
            ? UpdatePostings.surplus(amount, cardNumber)
            : UpdatePostings.shortage(amount, cardNumber);
    ledger.post(prepared(posting), Subject.update(update.id()), now);
  }

  /** The load did not happen: its value goes back, its voucher is usable again. */
  void giveBack(Update load, Instant now) {
    if (ledger.hasTransfers(load.id())) {
      ledger.post(prepared(UpdatePostings.returned(load.amount())), Subject.update(load.id()), now);
    }
    store.giveBackVoucher(load);
  }

  private List<PreparedPosting> prepared(Posting posting) {
    return ledger.prepare(List.of(posting));
  }
}
