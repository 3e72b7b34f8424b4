package fiveseal.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A card as the manager's record has it.
 *
 * @param nextCounter the lowest that is not decided
 * @param balanceMinor minor units, as the card last said
 * @param movedMinor minor units that its account has less than that
 * @param pendingKeyVersion of a REKEY that is out
 */
record CardRow(
    String number,
    String currency,
    int keyVersion,
    long nextCounter,
    long balanceMinor,
    boolean blocked,
    Optional<String> stoppedBecause,
    long balanceLimit,
    long amountLimit,
    OptionalLong pendingKeyVersion,
    long movedMinor,
    String life,
    Optional<String> successor,
    Optional<String> releaseDecisionId) {

  static final String SQL =
      """
      SELECT card_number, currency, key_version, next_counter, balance_minor, blocked,
             stopped_because, balance_limit, amount_limit, pending_key_version, moved_minor, life,
             successor, release_decision_id
        FROM settlement.card ORDER BY card_number COLLATE "C"
      """;

  static CardRow read(ResultSet row) throws SQLException {
    return new CardRow(
        row.getString("card_number"),
        row.getString("currency"),
        row.getInt("key_version"),
        row.getLong("next_counter"),
        row.getLong("balance_minor"),
        row.getBoolean("blocked"),
        Columns.optionalText(row, "stopped_because"),
        row.getLong("balance_limit"),
        row.getLong("amount_limit"),
        Columns.optionalNumber(row, "pending_key_version"),
        row.getLong("moved_minor"),
        row.getString("life"),
        Columns.optionalText(row, "successor"),
        Columns.optionalText(row, "release_decision_id"));
  }

  /** As reports name it. */
  String name() {
    return CardText.of(number);
  }
}
