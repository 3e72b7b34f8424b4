package fiveseal.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Checks 2 and 3: every card's record against its commands, its ledger account and what operators
 * decided, one card in memory at a time.
 */
final class CardAudit {
  private static final String ACCOUNTS =
      """
      SELECT a.owner, a.currency, coalesce(c.amount, 0) - coalesce(d.amount, 0) AS balance,
             coalesce(d.moved, 0) AS moved
        FROM settlement.account a
        LEFT JOIN (SELECT credit_account_id AS id, sum(amount_minor) AS amount
                     FROM settlement.transfer GROUP BY credit_account_id) c ON c.id = a.account_id
        LEFT JOIN (SELECT debit_account_id AS id, sum(amount_minor) AS amount,
                          sum(amount_minor) FILTER (WHERE kind IN ('BALANCE_MOVED', 'REDEEMED')) AS moved
                     FROM settlement.transfer GROUP BY debit_account_id) d ON d.id = a.account_id
       WHERE a.kind = 'CARD'
       ORDER BY a.owner COLLATE "C", a.currency
      """;

  private final Findings findings;
  private final CardStanding standing;

  CardAudit(Findings findings) {
    this.findings = findings;
    this.standing = new CardStanding(findings);
  }

  /**
   * A card's account.
   *
   * @param balanceMinor minor units
   * @param movedMinor minor units that decisions took from it
   */
  private record Account(String owner, String currency, long balanceMinor, long movedMinor) {
    static Account read(ResultSet row) throws SQLException {
      return new Account(
          row.getString("owner"),
          row.getString("currency"),
          row.getLong("balance"),
          row.getLong("moved"));
    }
  }

  void run(Snapshot snapshot) throws SQLException {
    try (Cursor<CardRow> cards = snapshot.cursor(CardRow.SQL, CardRow::read);
        Keyed<CardStep> steps = snapshot.keyed(CardStep.SQL, CardStep::read, CardStep::cardNumber);
        Keyed<Account> accounts = snapshot.keyed(ACCOUNTS, Account::read, Account::owner);
        Keyed<DecisionRow> decisions =
            snapshot.keyed(DecisionRow.byCard(), DecisionRow::read, DecisionRow::cardNumber);
        Keyed<DiscrepancyRow> discrepancies =
            snapshot.keyed(DiscrepancyRow.SQL, DiscrepancyRow::read, DiscrepancyRow::cardNumber)) {
      while (cards.hasNext()) {
        CardRow card = cards.next();
        findings.checked(Check.CARDS, 1);
        List<DecisionRow> decided =
            decisions.of(card.number(), each -> unowned(each.cardNumber(), "decision"));
        List<DiscrepancyRow> seen =
            discrepancies.of(card.number(), each -> unowned(each.cardNumber(), "discrepancy"));
        CardWalk walk =
            new CardWalk(findings, card, CardStanding.releases(decided), !seen.isEmpty());
        go(walk, card, steps.of(card.number(), each -> unowned(each.cardNumber(), "command")));
        checkRecord(card, walk);
        checkAccount(
            card,
            walk.lateMinor(),
            accounts.of(card.number(), each -> unowned(each.owner(), "account")));
        standing.check(card, decided, seen, walk.releasedAt());
      }
      steps.end(each -> unowned(each.cardNumber(), "command"));
      accounts.end(each -> unowned(each.owner(), "account"));
      decisions.end(each -> unowned(each.cardNumber(), "decision"));
      discrepancies.end(each -> unowned(each.cardNumber(), "discrepancy"));
    }
  }

  private void unowned(String cardNumber, String what) {
    findings.violation(
        Check.CARDS, CardText.of(cardNumber), "it is not there, but a " + what + " of it is");
  }

  private void go(CardWalk walk, CardRow card, List<CardStep> steps) {
    TreeMap<Long, List<CardStep>> byCounter = new TreeMap<>();
    for (CardStep step : steps) {
      byCounter.computeIfAbsent(step.command().counter(), each -> new ArrayList<>()).add(step);
      checkRekey(card, step.command());
    }
    byCounter.forEach(walk::take);
  }

  private void checkRekey(CardRow card, CommandRow command) {
    findings.require(
        !command.isOpen()
            || !command.operation().equals("REKEY")
            || card.pendingKeyVersion().orElse(0) == command.amountMinor(),
        Check.CARDS,
        card.name() + ": " + command.name(),
        "it is out and the card's record does not name its key version");
  }

  private void checkRecord(CardRow card, CardWalk walk) {
    findings.require(
        card.nextCounter() == walk.counter(),
        Check.COUNTERS,
        card.name(),
        "its next counter is " + card.nextCounter() + ", by its answers " + walk.counter());
    require(
        card.balanceMinor() == walk.balanceMinor(),
        card,
        "its balance is " + card.balanceMinor() + ", by its answers " + walk.balanceMinor());
    require(
        card.blocked() == walk.isBlocked(), card, "its answers tell otherwise if it is blocked");
    require(
        walk.keyVersion().orElse(card.keyVersion()) == card.keyVersion(),
        card,
        "its key version is not that of its answers");
    require(
        walk.limits()
            .map(
                step ->
                    step.balanceLimit() == card.balanceLimit()
                        && step.amountLimit() == card.amountLimit())
            .orElse(true),
        card,
        "its limits are not those that it was given");
  }

  private void checkAccount(CardRow card, long lateMinor, List<Account> accounts) {
    long balance = 0;
    long moved = lateMinor;
    for (Account account : accounts) {
      require(
          account.currency().equals(card.currency()),
          card,
          "it has an account in another currency");
      balance += account.balanceMinor();
      moved += account.movedMinor();
    }
    require(
        balance == card.balanceMinor() - card.movedMinor(),
        card,
        "its account has "
            + balance
            + ", its record "
            + card.balanceMinor()
            + " less "
            + card.movedMinor()
            + " moved");
    require(
        moved == card.movedMinor(),
        card,
        "what was moved from it, with what was proved late, is " + moved);
    require(balance >= 0, card, "its account is below zero: " + balance);
  }

  private void require(boolean holds, CardRow card, String what) {
    findings.require(holds, Check.CARDS, card.name(), what);
  }
}
