package fiveseal.auditor;

import java.sql.SQLException;

/** Goes through all value updates in the order of their ids, one in memory at a time. */
final class UpdateAudit {
  private final Findings findings;
  private final Messages messages;
  private final ChangeContents contents;
  private final ChangeEffects effects;

  UpdateAudit(Findings findings, Messages messages) {
    this.findings = findings;
    this.messages = messages;
    this.contents = new ChangeContents(findings);
    this.effects = new ChangeEffects(findings);
  }

  void run(Snapshot snapshot) throws SQLException {
    try (Cursor<UpdateRow> updates = snapshot.cursor(UpdateRow.SQL, UpdateRow::read);
        Keyed<MessageRow> evidence =
            snapshot.keyed(MessageRow.ofUpdates(), MessageRow::read, MessageRow::subject);
        Keyed<CommandRow> commands =
            snapshot.keyed(CommandRow.sql("update_id"), CommandRow::read, CommandRow::subject);
        Keyed<TransferRow> transfers =
            snapshot.keyed(TransferRow.sql("update_id"), TransferRow::read, TransferRow::subject)) {
      while (updates.hasNext()) {
        UpdateRow row = updates.next();
        Change change =
            Change.of(
                row,
                evidence.of(row.id(), this::unowned),
                commands.of(row.id(), this::unowned),
                transfers.of(row.id(), this::unowned),
                messages);
        contents.check(change);
        effects.check(change);
      }
      evidence.end(this::unowned);
      commands.end(this::unowned);
      transfers.end(this::unowned);
    }
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

  private void missing(String updateId, String what) {
    findings.violation(
        Check.CONTENTS, "update " + updateId, "it is not there, but its " + what + " is");
  }
}
