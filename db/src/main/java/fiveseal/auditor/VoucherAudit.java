package fiveseal.auditor;

import java.sql.SQLException;

/** Check 14: a voucher serves one load of exactly its worth, and is free after one that failed. */
final class VoucherAudit {
  private static final String COUNT = "SELECT count(*) FROM settlement.voucher";
  private static final String WRONG =
      """
      SELECT v.update_id, 'it is reserved for an update that does not use it' AS what
        FROM settlement.voucher v
       WHERE v.update_id IS NOT NULL AND NOT EXISTS (
             SELECT 1 FROM settlement.value_update u
              WHERE u.update_id = v.update_id AND u.voucher_digest = v.voucher_digest
                AND u.state NOT IN ('DECLINED', 'CANCELLED'))
       UNION ALL
      SELECT u.update_id, 'the load has not the worth of its voucher, or came after its time'
        FROM settlement.value_update u
        LEFT JOIN settlement.voucher v USING (voucher_digest)
       WHERE u.voucher_digest IS NOT NULL
         AND (v.amount_minor = u.amount_minor AND v.currency = u.currency
              AND u.created_at < v.expires_at) IS NOT TRUE
       UNION ALL
      SELECT u.update_id, 'the load''s voucher is not reserved for it'
        FROM settlement.value_update u
        LEFT JOIN settlement.voucher v USING (voucher_digest)
       WHERE u.voucher_digest IS NOT NULL AND u.state NOT IN ('DECLINED', 'CANCELLED')
         AND v.update_id IS DISTINCT FROM u.update_id
      """;

  private final Findings findings;

  VoucherAudit(Findings findings) {
    this.findings = findings;
  }

  void run(Snapshot snapshot) throws SQLException {
    snapshot.each(COUNT, row -> findings.checked(Check.VOUCHERS, row.getLong(1)));
    snapshot.each(
        WRONG,
        row ->
            findings.violation(
                Check.VOUCHERS,
                "voucher of update " + row.getString("update_id"),
                row.getString("what")));
  }
}
