package fiveseal.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Value that is owed to a card, with its reason and what was handed out of it.
 *
 * @param amountMinor minor units
 * @param doneMinor minor units, as the credit itself says
 * @param handedOutMinor minor units, of the updates that the card has taken
 * @param underWay updates for it that are out
 * @param payingCard the card that paid the settlement
 * @param settlementState of the settlement
 * @param settlementMinor minor units that the settlement took
 * @param refundMinor minor units of the refund
 * @param refundMessage the store's word, the exact compact JWS
 * @param refundAt when that came
 * @param decisionKind of a moved balance's decision
 * @param decisionCard the card whose balance moves
 * @param decisionSuccessor to which card
 * @param approvedAt when the decision began to hold
 */
record CreditRow(
    String id,
    String kind,
    String cardNumber,
    Optional<String> settlementId,
    long amountMinor,
    String currency,
    long doneMinor,
    String state,
    Instant createdAt,
    long handedOutMinor,
    long underWay,
    Optional<String> payingCard,
    Optional<String> settlementState,
    long settlementMinor,
    Optional<String> settlementCurrency,
    Optional<Instant> settlementCompletedAt,
    long refundMinor,
    Optional<String> refundMessage,
    Optional<Instant> refundAt,
    Optional<String> decisionKind,
    Optional<String> decisionCard,
    Optional<String> decisionSuccessor,
    Optional<Instant> approvedAt) {

  static final String SQL =
      """
      SELECT r.credit_id, r.kind, r.card_number, r.settlement_id, r.amount_minor, r.currency,
             r.done_minor, r.state, r.created_at, coalesce(u.handed_out, 0) AS handed_out,
             coalesce(u.under_way, 0) AS under_way, s.card_number AS paying_card,
             s.state AS settlement_state, s.amount_minor AS settlement_minor,
             s.currency AS settlement_currency, s.completed_at AS settlement_completed_at,
             f.amount_minor AS refund_minor, f.message AS refund_message,
             f.received_at AS refund_at, d.kind AS decision_kind,
             d.card_number AS decision_card, d.successor AS decision_successor, d.approved_at
        FROM settlement.credit r
        LEFT JOIN (SELECT credit_id, sum(amount_minor) FILTER (WHERE state = 'DONE') AS handed_out,
                          count(*) FILTER (WHERE state IN ('ISSUED', 'IN_DOUBT')) AS under_way
                     FROM settlement.value_update WHERE credit_id IS NOT NULL
                    GROUP BY credit_id) u ON u.credit_id = r.credit_id
        LEFT JOIN settlement.settlement s ON s.settlement_id = r.settlement_id
        LEFT JOIN settlement.refund f ON f.credit_id = r.credit_id
        LEFT JOIN settlement.decision d ON d.decision_id = r.decision_id
       ORDER BY r.credit_id COLLATE "C"
      """;

  static CreditRow read(ResultSet row) throws SQLException {
    return new CreditRow(
        row.getString("credit_id"),
        row.getString("kind"),
        row.getString("card_number"),
        Columns.optionalText(row, "settlement_id"),
        row.getLong("amount_minor"),
        row.getString("currency"),
        row.getLong("done_minor"),
        row.getString("state"),
        Columns.time(row, "created_at"),
        row.getLong("handed_out"),
        row.getLong("under_way"),
        Columns.optionalText(row, "paying_card"),
        Columns.optionalText(row, "settlement_state"),
        row.getLong("settlement_minor"),
        Columns.optionalText(row, "settlement_currency"),
        Columns.optionalTime(row, "settlement_completed_at"),
        row.getLong("refund_minor"),
        Columns.optionalText(row, "refund_message"),
        Columns.optionalTime(row, "refund_at"),
        Columns.optionalText(row, "decision_kind"),
        Columns.optionalText(row, "decision_card"),
        Columns.optionalText(row, "decision_successor"),
        Columns.optionalTime(row, "approved_at"));
  }

  /** As reports name it. */
  String name() {
    return "credit " + id;
  }
}
