package fiveseal.trace;

import fiveseal.audit.EvidenceStore;
import fiveseal.audit.StoredMessage;
import fiveseal.card.CardRegister;
import fiveseal.ledger.AccountKind;
import fiveseal.ledger.AccountName;
import fiveseal.ledger.Balances;
import fiveseal.ledger.Ledger;
import fiveseal.ledger.PostedTransfer;
import fiveseal.manager.Evidence;
import fiveseal.manager.Trace;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.settlement.SettlementRecords;
import fiveseal.valueupdate.UpdateRecords;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Gathers the trace of one id through request, command, card and ledger (claims 18 and 27). */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class EvidenceDesk implements Evidence {
  @Inject EvidenceStore evidence;
  @Inject CardRegister cards;
  @Inject Ledger ledger;
  @Inject Balances balances;
  @Inject SettlementRecords settlements;
  @Inject UpdateRecords updates;

  @Override
  public Trace trace(String id) {
    String state =
        settlements
            .state(id)
            .or(() -> updates.state(id))
            .orElseThrow(() -> new ProtocolException(ErrorCode.NOT_FOUND, "nothing has this id"));
    return new Trace(
        id,
        state,
        evidence.of(id).stream().map(EvidenceDesk::message).toList(),
        cards.commandsOf(id).stream()
            .map(
                command ->
                    new Trace.StoredCommand(
                        command.card().masked(), command.counter(), command.state().name()))
            .toList(),
        ledger.of(id).stream().map(EvidenceDesk::transfer).toList());
  }

  @Override
  public long sumOfBalances(String currency) {
    return balances.sum(currency);
  }

  private static Trace.StoredMessage message(StoredMessage stored) {
    return new Trace.StoredMessage(
        stored.seal(), stored.typ(), stored.compact(), stored.receivedAt().getEpochSecond());
  }

  private static Trace.StoredTransfer transfer(PostedTransfer posted) {
    return new Trace.StoredTransfer(
        name(posted.debit()),
        name(posted.credit()),
        posted.amountMinor(),
        posted.currency(),
        posted.kind().name());
  }

  private static String name(AccountName account) {
    String owner =
        account.kind() == AccountKind.CARD
            ? new CardNumber(account.owner()).masked()
            : account.owner();
    return account.kind() + ":" + owner;
  }
}
