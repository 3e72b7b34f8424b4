package fiveseal.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A posted transfer.
 *
 * @param subject the settlement, value update, credit or decision that it is for
 */
record TransferRow(long id, String subject, Entry entry, Instant postedAt) {

  /** The transfers for one kind of subject, in the order of the subjects. */
  static String sql(String subject) {
    return """
        SELECT t.transfer_id, t.SUBJECT AS subject, t.kind, t.line_no, t.amount_minor, t.currency,
               t.posted_at, d.kind AS debit_kind, d.owner AS debit_owner,
               d.currency AS debit_currency, c.kind AS credit_kind, c.owner AS credit_owner,
               c.currency AS credit_currency
          FROM settlement.transfer t
          JOIN settlement.account d ON d.account_id = t.debit_account_id
          JOIN settlement.account c ON c.account_id = t.credit_account_id
         WHERE t.SUBJECT IS NOT NULL
         ORDER BY t.SUBJECT COLLATE "C", t.transfer_id
        """
        .replace("SUBJECT", subject);
  }

  static TransferRow read(ResultSet row) throws SQLException {
    Entry entry =
        new Entry(
            row.getString("kind"),
            row.getInt("line_no"),
            account(row, "debit"),
            account(row, "credit"),
            row.getLong("amount_minor"),
            row.getString("currency"));
    return new TransferRow(
        row.getLong("transfer_id"),
        row.getString("subject"),
        entry,
        Columns.time(row, "posted_at"));
  }

  private static AccountName account(ResultSet row, String side) throws SQLException {
    return new AccountName(
        row.getString(side + "_kind"),
        row.getString(side + "_owner"),
        row.getString(side + "_currency"));
  }
}
