package fiveseal.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A command in the life of its card.
 *
 * @param balanceLimit that a LIMITS sets
 * @param amountLimit that a LIMITS sets
 * @param carriesOut the decision that its update carries out
 * @param discrepancyMinor what its update posted to the card's account for a discrepancy, minor
 *     units, negative if taken from it
 */
record CardStep(
    CommandRow command,
    long balanceLimit,
    long amountLimit,
    Optional<String> carriesOut,
    long discrepancyMinor) {

  static final String SQL =
      "SELECT "
          + CommandRow.COLUMNS
          + """
            , coalesce(u.balance_limit, 0) AS balance_limit,
              coalesce(u.amount_limit, 0) AS amount_limit, u.decision_id AS carries_out,
              coalesce(t.amount_minor * CASE d.kind WHEN 'CARD' THEN -1 ELSE 1 END, 0) AS discrepancy
              FROM settlement.command c
              LEFT JOIN settlement.late_proof l USING (command_id)
              LEFT JOIN settlement.value_update u ON u.update_id = c.update_id
              LEFT JOIN settlement.transfer t
                     ON t.update_id = c.update_id AND t.kind = 'DISCREPANCY'
              LEFT JOIN settlement.account d ON d.account_id = t.debit_account_id
             ORDER BY c.card_number COLLATE "C", c.counter, c.command_id
            """;

  static CardStep read(ResultSet row) throws SQLException {
    return new CardStep(
        CommandRow.read(row),
        row.getLong("balance_limit"),
        row.getLong("amount_limit"),
        Columns.optionalText(row, "carries_out"),
        row.getLong("discrepancy"));
  }

  String cardNumber() {
    return command.cardNumber();
  }
}
