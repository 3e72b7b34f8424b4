package fiveseal.auditor;

import fiveseal.protocol.RefundLine;
import fiveseal.protocol.RefundRequest;
import fiveseal.protocol.jws.Signed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks 11 and 12 for credits: owed for a reason, funded once, handed out to the same amount. */
final class CreditAudit {
  private final Findings findings;
  private final Postings postings;

  CreditAudit(Findings findings) {
    this.findings = findings;
    this.postings = new Postings(findings);
  }

  void run(Snapshot snapshot) throws SQLException {
    try (Cursor<CreditRow> credits = snapshot.cursor(CreditRow.SQL, CreditRow::read);
        Keyed<TransferRow> transfers =
            snapshot.keyed(TransferRow.sql("credit_id"), TransferRow::read, TransferRow::subject)) {
      while (credits.hasNext()) {
        CreditRow credit = credits.next();
        check(credit, transfers.of(credit.id(), this::unowned));
      }
      transfers.end(this::unowned);
    }
  }

  private void unowned(TransferRow transfer) {
    findings.checked(Check.TRANSFERS, 1);
    findings.violation(
        Check.CREDITS,
        "credit " + transfer.subject(),
        "it is not there, but its transfer " + transfer.id() + " is");
  }

  private void check(CreditRow credit, List<TransferRow> posted) {
    findings.checked(Check.CREDITS, 1);
    switch (credit.kind()) {
      case "REFUND" -> checkRefund(credit);
      case "REVERSAL" -> checkReversal(credit);
      default -> checkBalance(credit);
    }
    checkHandedOut(credit);
    postings.compare(credit.name(), due(credit), posted);
  }

  private void checkRefund(CreditRow credit) {
    require(credit.refundMessage().isPresent(), credit, "no refund asks for it");
    require(credit.refundMinor() == credit.amountMinor(), credit, "its amount is not the refund's");
    checkPayer(credit);
    findings.require(
        credit.refundAt().map(credit.createdAt()::equals).orElse(true),
        Check.ORDER,
        credit.name(),
        "it was made at another time than its refund was accepted");
  }

  private void checkReversal(CreditRow credit) {
    require(
        credit.settlementState().equals(Optional.of("REVERSED")),
        credit,
        "its settlement is not reversed");
    require(
        credit.amountMinor() == credit.settlementMinor(),
        credit,
        "its amount is not the settlement's");
    checkPayer(credit);
  }

  private void checkPayer(CreditRow credit) {
    require(
        credit.payingCard().equals(Optional.of(credit.cardNumber())),
        credit,
        "it is owed to another card than the one that paid");
    require(
        credit.settlementCurrency().equals(Optional.of(credit.currency())),
        credit,
        "its currency is not the settlement's");
  }

  private void checkBalance(CreditRow credit) {
    require(
        credit.decisionKind().equals(Optional.of("REPLACE")) && credit.approvedAt().isPresent(),
        credit,
        "no two operators have decided it");
    require(
        credit.decisionSuccessor().equals(Optional.of(credit.cardNumber())),
        credit,
        "it is owed to another card than the successor");
  }

  private void checkHandedOut(CreditRow credit) {
    require(
        credit.doneMinor() == credit.handedOutMinor(),
        credit,
        "the cards have taken " + credit.handedOutMinor() + ", not " + credit.doneMinor());
    require(credit.underWay() <= 1, credit, credit.underWay() + " parts of it are out");
    String expected =
        credit.doneMinor() == credit.amountMinor()
            ? "DONE"
            : credit.underWay() > 0 ? "ISSUED" : "DUE";
    require(
        credit.state().equals(expected), credit, "it is " + credit.state() + ", not " + expected);
  }

  private void require(boolean holds, CreditRow credit, String what) {
    findings.require(holds, Check.CREDITS, credit.name(), what);
  }

  private static List<Due> due(CreditRow credit) {
    if (credit.kind().equals("REFUND")) {
      return credit
          .refundMessage()
          .flatMap(message -> Messages.parse(message, RefundRequest.class))
          .map(message -> accepted(credit, message))
          .orElse(List.of());
    }
    if (credit.kind().equals("BALANCE") && credit.decisionCard().isPresent()) {
      Entry moved =
          new Entry(
              "BALANCE_MOVED",
              0,
              AccountName.ofCard(credit.decisionCard().get(), credit.currency()),
              AccountName.ofOperator("LOAD_IN_TRANSIT", credit.currency()),
              credit.amountMinor(),
              credit.currency());
      return List.of(new Due(moved, Optional.of(credit.createdAt())));
    }
    return List.of();
  }

  private static List<Due> accepted(CreditRow credit, Signed<RefundRequest> refund) {
    List<Due> due = new ArrayList<>();
    List<RefundLine> lines = refund.message().lines();
    for (int i = 0; i < lines.size(); i++) {
      Entry entry =
          new Entry(
              "REFUND_ACCEPTED",
              i + 1,
              AccountName.ofStore(lines.get(i).store(), credit.currency()),
              AccountName.ofOperator("REFUND_IN_TRANSIT", credit.currency()),
              lines.get(i).amountMinor(),
              credit.currency());
      due.add(new Due(entry, credit.refundAt()));
    }
    return due;
  }
}
