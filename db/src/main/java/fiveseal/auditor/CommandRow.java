package fiveseal.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A command to a card, and what became of it.
 *
 * @param subject the settlement or value update
 * @param amountMinor minor units, or the key version of a REKEY
 * @param balanceBeforeMinor what the card showed when it was issued, minor units
 * @param evidenceId of message 2 or 5
 * @param closedAt when it was decided
 * @param decisionId of the operators who closed it, if it was not the card
 * @param lateResult what the card said afterwards, 0 done
 */
record CommandRow(
    long id,
    String cardNumber,
    long counter,
    int keyVersion,
    String subject,
    String operation,
    long amountMinor,
    byte[] transactionId,
    long balanceBeforeMinor,
    byte[] ciphertext,
    long evidenceId,
    String state,
    Instant issuedAt,
    Optional<Instant> closedAt,
    Optional<String> decisionId,
    OptionalLong lateResult) {

  static final String COLUMNS =
      """
      c.command_id, c.card_number, c.counter, c.key_version,
      coalesce(c.settlement_id, c.update_id) AS subject, c.operation, c.amount_minor,
      c.transaction_id, c.balance_before_minor, c.ciphertext, c.evidence_id, c.state, c.issued_at,
      c.closed_at, c.decision_id, l.result AS late_result
      """;

  /** The commands for one kind of subject, in the order of the subjects and then of issue. */
  static String sql(String subject) {
    return "SELECT "
        + COLUMNS
        + """
            FROM settlement.command c LEFT JOIN settlement.late_proof l USING (command_id)
           WHERE c.SUBJECT IS NOT NULL
           ORDER BY c.SUBJECT COLLATE "C", c.issued_at, c.command_id
          """
            .replace("SUBJECT", subject);
  }

  static CommandRow read(ResultSet row) throws SQLException {
    return new CommandRow(
        row.getLong("command_id"),
        row.getString("card_number"),
        row.getLong("counter"),
        row.getInt("key_version"),
        row.getString("subject"),
        row.getString("operation"),
        row.getLong("amount_minor"),
        row.getBytes("transaction_id"),
        row.getLong("balance_before_minor"),
        row.getBytes("ciphertext"),
        row.getLong("evidence_id"),
        row.getString("state"),
        Columns.time(row, "issued_at"),
        Columns.optionalTime(row, "closed_at"),
        Columns.optionalText(row, "decision_id"),
        Columns.optionalNumber(row, "late_result"));
  }

  boolean isOpen() {
    return state.equals("OPEN");
  }

  boolean isDone() {
    return state.equals("DONE");
  }

  boolean isDeclined() {
    return state.equals("DECLINED");
  }

  /** Whether the card itself said what became of it. */
  boolean isAnswered() {
    return isDone() || isDeclined();
  }

  /** As reports name it. */
  String name() {
    return "command " + id + " (" + CardText.of(cardNumber) + ", counter " + counter + ")";
  }
}
