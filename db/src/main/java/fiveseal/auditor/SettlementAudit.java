package fiveseal.auditor;

import java.sql.SQLException;
import java.time.Instant;

/**
 * Goes through all settlements in the order of their ids, with everything that belongs to each
 * taken from ordered queries side by side, so that one settlement is in memory at a time.
 */
final class SettlementAudit {
  private static final String REVERSALS =
      """
      SELECT settlement_id FROM settlement.credit WHERE kind = 'REVERSAL'
       ORDER BY settlement_id COLLATE "C"
      """;

  private final Findings findings;
  private final Messages messages;
  private final PaymentContents contents;
  private final PaymentStates states;
  private final PaymentOrder order;
  private final PaymentTransfers transfers;
  private final PaymentRefunds refunds;

  SettlementAudit(Findings findings, Messages messages, Contracts contracts, Instant now) {
    this.findings = findings;
    this.messages = messages;
    this.contents = new PaymentContents(findings, contracts);
    this.states = new PaymentStates(findings, now);
    this.order = new PaymentOrder(findings);
    this.transfers = new PaymentTransfers(findings, contracts);
    this.refunds = new PaymentRefunds(findings, messages);
  }

  /** The ordered queries. */
  private record Queries(
      Cursor<SettlementRow> settlements,
      Keyed<LineRow> lines,
      Keyed<MessageRow> messages,
      Keyed<CommandRow> commands,
      Keyed<TransferRow> transfers,
      Keyed<RefundRow> refunds,
      Keyed<String> reversals) {}

  void run(Snapshot snapshot) throws SQLException {
    try (Cursor<SettlementRow> settlements =
            snapshot.cursor(SettlementRow.SQL, SettlementRow::read);
        Keyed<LineRow> lines = snapshot.keyed(LineRow.SQL, LineRow::read, LineRow::settlementId);
        Keyed<MessageRow> evidence =
            snapshot.keyed(MessageRow.ofSettlements(), MessageRow::read, MessageRow::subject);
        Keyed<CommandRow> commands =
            snapshot.keyed(CommandRow.sql("settlement_id"), CommandRow::read, CommandRow::subject);
        Keyed<TransferRow> posted =
            snapshot.keyed(
                TransferRow.sql("settlement_id"), TransferRow::read, TransferRow::subject);
        Keyed<RefundRow> given =
            snapshot.keyed(RefundRow.SQL, RefundRow::read, RefundRow::settlementId);
        Keyed<String> reversals =
            snapshot.keyed(REVERSALS, row -> row.getString(1), settlement -> settlement)) {
      Queries queries =
          new Queries(settlements, lines, evidence, commands, posted, given, reversals);
      while (settlements.hasNext()) {
        check(next(queries));
      }
      end(queries);
    }
  }

  private Payment next(Queries queries) throws SQLException {
    SettlementRow row = queries.settlements().next();
    String id = row.id();
    return Payment.of(
        row,
        queries.lines().of(id, this::unowned),
        queries.messages().of(id, this::unowned),
        queries.commands().of(id, this::unowned),
        queries.transfers().of(id, this::unowned),
        queries.refunds().of(id, this::unowned),
        queries.reversals().of(id, each -> {}).size(),
        messages);
  }

  private void check(Payment payment) {
    findings.settlementChecked();
    contents.check(payment);
    states.check(payment);
    order.check(payment);
    transfers.check(payment);
    refunds.check(payment);
  }

  private void end(Queries queries) throws SQLException {
    queries.lines().end(this::unowned);
    queries.messages().end(this::unowned);
    queries.commands().end(this::unowned);
    queries.transfers().end(this::unowned);
    queries.refunds().end(this::unowned);
  }

  private void unowned(LineRow line) {
    missing(line.settlementId(), "line " + line.lineNo());
  }

  private void unowned(MessageRow message) {
    missing(message.subject(), message.name());
  }

  private void unowned(CommandRow command) {
    missing(command.subject(), command.name());
  }

  private void unowned(TransferRow transfer) {
    findings.checked(Check.TRANSFERS, 1);
    missing(transfer.subject(), "transfer " + transfer.id());
  }

  private void unowned(RefundRow refund) {
    missing(refund.settlementId(), refund.name());
  }

  private void missing(String settlementId, String what) {
    findings.violation(
        Check.CONTENTS, "settlement " + settlementId, "it is not there, but its " + what + " is");
  }
}
