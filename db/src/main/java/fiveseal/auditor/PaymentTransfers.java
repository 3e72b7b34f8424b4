package fiveseal.auditor;

import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementRequest;
import java.util.ArrayList;
import java.util.List;

/** Check 11 for settlements: by message 1's lines and the contracts of their stores. */
final class PaymentTransfers {
  private final Contracts contracts;
  private final Postings postings;

  PaymentTransfers(Findings findings, Contracts contracts) {
    this.contracts = contracts;
    this.postings = new Postings(findings);
  }

  void check(Payment payment) {
    List<Due> due = new ArrayList<>();
    if (payment.winner().isPresent() && payment.request().isPresent()) {
      CommandRow winner = payment.winner().get();
      SettlementRequest request = payment.request().get().message();
      entries(payment, winner.cardNumber(), request)
          .forEach(entry -> due.add(new Due(entry, winner.closedAt())));
    }
    postings.compare(payment.row().name(), due, payment.transfers());
  }

  /** A cancelled debit that turned out executed pays nobody: it goes back. */
  private List<Entry> entries(Payment payment, String card, SettlementRequest request) {
    String currency = request.amount().currency().code();
    if (payment.row().cancelledAt().isPresent()) {
      return List.of(
          new Entry(
              "REVERSAL",
              0,
              AccountName.ofCard(card, currency),
              AccountName.ofOperator("REFUND_IN_TRANSIT", currency),
              request.amount().minor(),
              currency));
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < request.lines().size(); i++) {
      RequestLine line = request.lines().get(i);
      entries.addAll(
          contracts.sale(
              payment.row().createdAt(), card, line.store(), line.amountMinor(), i + 1, currency));
    }
    return entries;
  }
}
