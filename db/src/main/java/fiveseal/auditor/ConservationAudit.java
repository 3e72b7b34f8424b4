package fiveseal.auditor;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Check 1: in every currency, what cards, stores, operator and bank have and what is under way is
 * what was loaded. Cards count by their own word, loads by their updates; only the rest is the
 * ledger's.
 */
final class ConservationAudit {
  private static final String BALANCES =
      """
      SELECT a.currency, a.kind, sum(coalesce(c.amount, 0) - coalesce(d.amount, 0)) AS amount
        FROM settlement.account a
        LEFT JOIN (SELECT credit_account_id AS id, sum(amount_minor) AS amount
                     FROM settlement.transfer GROUP BY credit_account_id) c ON c.id = a.account_id
        LEFT JOIN (SELECT debit_account_id AS id, sum(amount_minor) AS amount
                     FROM settlement.transfer GROUP BY debit_account_id) d ON d.id = a.account_id
       GROUP BY a.currency, a.kind
      """;
  private static final String CARDS =
      """
      SELECT currency, 'cards' AS kind, sum(balance_minor - moved_minor) AS amount
        FROM settlement.card GROUP BY currency
      """;
  private static final String LOADS =
      """
      SELECT u.currency, CASE u.state WHEN 'DONE' THEN 'loads done' ELSE 'loads out' END AS kind,
             sum(u.amount_minor) AS amount
        FROM settlement.value_update u
       WHERE u.voucher_digest IS NOT NULL AND u.state NOT IN ('DECLINED', 'CANCELLED')
         AND EXISTS (SELECT 1 FROM settlement.command c WHERE c.update_id = u.update_id)
       GROUP BY 1, 2
      """;
  private static final String OWED =
      """
      SELECT currency, CASE kind WHEN 'BALANCE' THEN 'balance owed' ELSE 'refunds owed' END AS kind,
             sum(amount_minor - done_minor) AS amount
        FROM settlement.credit GROUP BY 1, 2
      """;
  private static final String DOUBTS =
      """
      SELECT s.currency, 'doubts' AS kind, sum(s.amount_minor) AS amount
        FROM settlement.settlement s
       WHERE EXISTS (SELECT 1 FROM settlement.command c
                      WHERE c.settlement_id = s.settlement_id AND c.state = 'OPEN')
       GROUP BY s.currency
      """;
  private static final String NOBODYS =
      """
      SELECT a.account_id, a.kind, a.owner FROM settlement.account a
       WHERE CASE WHEN a.kind IN ('STORE', 'MALL_COMMISSION')
                  THEN NOT EXISTS (SELECT 1 FROM settlement.store s WHERE s.store_id = a.owner)
                  WHEN a.kind <> 'CARD' THEN a.owner <> 'operator' END
      """;

  private final Findings findings;
  private final Map<String, Sums> byCurrency = new TreeMap<>();

  ConservationAudit(Findings findings) {
    this.findings = findings;
  }

  /** What one currency is made of, minor units by name. */
  private static final class Sums {
    private final Map<String, Long> amounts = new TreeMap<>();

    long of(String... kinds) {
      long sum = 0;
      for (String kind : kinds) {
        sum += amounts.getOrDefault(kind, 0L);
      }
      return sum;
    }
  }

  void run(Snapshot snapshot) throws SQLException {
    for (String sql : new String[] {BALANCES, CARDS, LOADS, OWED, DOUBTS}) {
      snapshot.each(
          sql,
          row ->
              byCurrency
                  .computeIfAbsent(row.getString("currency"), each -> new Sums())
                  .amounts
                  .put(row.getString("kind"), row.getLong("amount")));
    }
    byCurrency.forEach(this::check);
    snapshot.each(
        NOBODYS,
        row ->
            findings.violation(
                Check.TRANSFERS,
                "account " + row.getLong("account_id"),
                "nobody is its owner: " + row.getString("kind") + ":" + row.getString("owner")));
  }

  private void check(String currency, Sums sums) {
    findings.checked(Check.CONSERVATION, 1);
    long loads = sums.of("loads done", "loads out");
    long stores = sums.of("STORE");
    long earned = sums.of("MALL_COMMISSION", "OPERATOR_FEE");
    long transit = sums.of("LOAD_IN_TRANSIT", "REFUND_IN_TRANSIT");
    long apart = sums.of("BANK", "DISCREPANCIES");
    long all = sums.of("cards") + stores + earned + transit + apart;
    require(all == loads, currency, "what is there adds up to " + all + ", loaded was " + loads);
    require(
        sums.of("FUNDING") == -loads,
        currency,
        "funding has " + sums.of("FUNDING") + ", loaded was " + loads);
    require(
        sums.of("LOAD_IN_TRANSIT") == sums.of("loads out", "balance owed"),
        currency,
        "loads in transit have "
            + sums.of("LOAD_IN_TRANSIT")
            + ", under way is "
            + sums.of("loads out", "balance owed"));
    require(
        sums.of("REFUND_IN_TRANSIT") == sums.of("refunds owed"),
        currency,
        "refunds in transit have "
            + sums.of("REFUND_IN_TRANSIT")
            + ", owed is "
            + sums.of("refunds owed"));
    require(
        sums.of("MALL_COMMISSION") >= 0 && sums.of("OPERATOR_FEE") >= 0,
        currency,
        "commission or fees are below zero");
    note(currency, sums, loads);
  }

  private void note(String currency, Sums sums, long loads) {
    findings.note(
        Check.CONSERVATION,
        String.join(
            " ",
            currency + ": loads",
            Report.number(loads),
            "= cards",
            Report.number(sums.of("cards")),
            "+ stores",
            Report.number(sums.of("STORE")),
            "+ commission",
            Report.number(sums.of("MALL_COMMISSION")),
            "+ fees",
            Report.number(sums.of("OPERATOR_FEE")),
            "+ in transit",
            Report.number(sums.of("LOAD_IN_TRANSIT", "REFUND_IN_TRANSIT")),
            "+ bank",
            Report.number(sums.of("BANK")),
            "+ discrepancies",
            Report.number(sums.of("DISCREPANCIES"))));
    findings.note(
        Check.CONSERVATION,
        currency
            + ": in doubt are debits of "
            + Report.number(sums.of("doubts"))
            + " (counted with the cards) and loads of "
            + Report.number(sums.of("loads out"))
            + " (in transit)");
  }

  private void require(boolean holds, String currency, String what) {
    findings.require(holds, Check.CONSERVATION, currency, what);
  }
}
