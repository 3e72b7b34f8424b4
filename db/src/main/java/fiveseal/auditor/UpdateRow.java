package fiveseal.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A value update as it stands, with what funds it.
 *
 * @param amountMinor minor units, of LOAD and REFUND
 * @param voucher whether a voucher funds it
 * @param creditId what it hands out
 * @param creditKind of that credit
 * @param creditSettlement of that credit
 * @param newKeyVersion of a REKEY
 * @param decisionId that it carries out
 */
record UpdateRow(
    String id,
    String kind,
    String state,
    String cardNumber,
    OptionalLong amountMinor,
    String currency,
    boolean voucher,
    Instant createdAt,
    Optional<String> creditId,
    Optional<String> creditKind,
    Optional<String> creditSettlement,
    OptionalLong newKeyVersion,
    Optional<String> decisionId) {

  static final String SQL =
      """
      SELECT u.update_id, u.kind, u.state, u.card_number, u.amount_minor, u.currency,
             u.voucher_digest IS NOT NULL AS voucher, u.created_at, u.credit_id,
             r.kind AS credit_kind, r.settlement_id AS credit_settlement, u.new_key_version,
             u.decision_id
        FROM settlement.value_update u
        LEFT JOIN settlement.credit r ON r.credit_id = u.credit_id
       ORDER BY u.update_id COLLATE "C"
      """;

  static UpdateRow read(ResultSet row) throws SQLException {
    return new UpdateRow(
        row.getString("update_id"),
        row.getString("kind"),
        row.getString("state"),
        row.getString("card_number"),
        Columns.optionalNumber(row, "amount_minor"),
        row.getString("currency"),
        row.getBoolean("voucher"),
        Columns.time(row, "created_at"),
        Columns.optionalText(row, "credit_id"),
        Columns.optionalText(row, "credit_kind"),
        Columns.optionalText(row, "credit_settlement"),
        Columns.optionalNumber(row, "new_key_version"),
        Columns.optionalText(row, "decision_id"));
  }

  /** As reports name it. */
  String name() {
    return "update " + id;
  }
}
