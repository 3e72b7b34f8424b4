package fiveseal.auditor;

import java.sql.SQLException;
import java.util.List;

/** Check 11 for decisions: a card's remaining value is paid out when two operators said so. */
final class DecisionAudit {
  private final Findings findings;

  DecisionAudit(Findings findings) {
    this.findings = findings;
  }

  void run(Snapshot snapshot) throws SQLException {
    try (Cursor<DecisionRow> decisions = snapshot.cursor(DecisionRow.byId(), DecisionRow::read);
        Keyed<TransferRow> transfers =
            snapshot.keyed(
                TransferRow.sql("decision_id"), TransferRow::read, TransferRow::subject)) {
      while (decisions.hasNext()) {
        DecisionRow decision = decisions.next();
        findings.require(
            decision
                .approvedAt()
                .map(time -> Times.follows(time, decision.proposedAt()))
                .orElse(true),
            Check.ORDER,
            "decision " + decision.id(),
            "it was approved before it was proposed");
        check(decision, transfers.of(decision.id(), this::unowned));
      }
      transfers.end(this::unowned);
    }
  }

  private void unowned(TransferRow transfer) {
    findings.checked(Check.TRANSFERS, 1);
    findings.violation(
        Check.TRANSFERS,
        "decision " + transfer.subject(),
        "it is not there, but its transfer " + transfer.id() + " is");
  }

  private void check(DecisionRow decision, List<TransferRow> transfers) {
    for (TransferRow transfer : transfers) {
      findings.checked(Check.TRANSFERS, 1);
      Entry entry = transfer.entry();
      String currency = entry.currency();
      Entry expected =
          new Entry(
              "REDEEMED",
              0,
              AccountName.ofCard(decision.cardNumber(), currency),
              AccountName.ofOperator("BANK", currency),
              entry.amountMinor(),
              currency);
      String where = "decision " + decision.id();
      findings.require(
          decision.kind().equals("REDEEM") && decision.holds() && entry.equals(expected),
          Check.TRANSFERS,
          where,
          "transfer " + transfer.id() + ", " + entry.name() + ", " + entry + ", has no cause");
      findings.require(
          decision.approvedAt().map(transfer.postedAt()::equals).orElse(true),
          Check.ORDER,
          where,
          "transfer " + transfer.id() + " was posted at another time than the approval");
    }
  }
}
