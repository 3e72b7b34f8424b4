package fiveseal.auditor;

import fiveseal.protocol.RefundLine;
import fiveseal.protocol.RefundRequest;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Check 12 for settlements: stores give back what they were paid, and no more of it. */
final class PaymentRefunds {
  private final Findings findings;
  private final Messages messages;

  PaymentRefunds(Findings findings, Messages messages) {
    this.findings = findings;
    this.messages = messages;
  }

  void check(Payment payment) {
    Map<String, Long> givenBack = new HashMap<>();
    for (RefundRow refund : payment.refunds()) {
      messages
          .read(refund.name(), refund.message(), RefundRequest.class, refund.receivedAt())
          .ifPresent(
              signed -> {
                RefundRequest request = signed.message();
                checkContents(payment.row(), refund, request);
                Times.check(findings, refund.name(), request, refund.receivedAt());
                request
                    .lines()
                    .forEach(line -> givenBack.merge(line.store(), line.amountMinor(), Long::sum));
              });
      Optional<Instant> paid = payment.first(3).map(MessageRow::receivedAt);
      findings.require(
          paid.isPresent(), Check.CREDITS, refund.name(), "its settlement was not completed");
      findings.require(
          paid.isEmpty() || Times.follows(refund.receivedAt(), paid.get()),
          Check.ORDER,
          refund.name(),
          "it was accepted before the settlement was completed");
    }
    payment.request().ifPresent(request -> checkSums(payment.row(), request.message(), givenBack));
  }

  private void checkContents(SettlementRow row, RefundRow refund, RefundRequest request) {
    findings.checked(Check.CONTENTS, 1);
    boolean same =
        request.iss().equals(refund.storeId())
            && request.refundId().equals(refund.refundId())
            && request.settlementId().equals(refund.settlementId())
            && request.amount().minor() == refund.amountMinor()
            && request.amount().currency().code().equals(row.currency());
    findings.require(same, Check.CONTENTS, refund.name(), "its row is not its message");
    boolean own =
        request.iss().equals(row.storeId())
            || request.lines().stream().map(RefundLine::store).allMatch(request.iss()::equals);
    findings.require(own, Check.CREDITS, refund.name(), "it gives back another store's sale");
  }

  private void checkSums(
      SettlementRow row, SettlementRequest request, Map<String, Long> givenBack) {
    givenBack.forEach(
        (store, sum) -> {
          long sold =
              request.lines().stream()
                  .filter(line -> line.store().equals(store))
                  .mapToLong(RequestLine::amountMinor)
                  .sum();
          findings.require(
              sum <= sold,
              Check.CREDITS,
              row.name(),
              "store " + store + " gives back " + sum + " of " + sold);
        });
  }
}
