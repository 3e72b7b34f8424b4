package fiveseal.auditor;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Checks 4 and 13 for settlements: what was executed, and whether the state says so. */
final class PaymentStates {
  private static final Set<String> UNDER_WAY = Set.of("ISSUED", "IN_DOUBT");
  private static final Set<String> WITHOUT_COMMAND = Set.of("REQUESTED", "EXPIRED", "CANCELLED");
  private static final Set<String> BY_CANCEL = Set.of("CANCELLED", "REVERSED");
  private static final Set<String> CANCELLABLE =
      Set.of("REQUESTED", "ISSUED", "IN_DOUBT", "EXPIRED");
  private static final Set<String> COMPLETE = Set.of("COMPLETED", "RECEIPTED");

  private final Findings findings;
  private final Instant now;

  PaymentStates(Findings findings, Instant now) {
    this.findings = findings;
    this.now = now;
  }

  void check(Payment payment) {
    checkExecutions(payment);
    checkState(payment);
    checkCard(payment);
    checkCancellation(payment.row());
    checkDelivery(payment);
  }

  private void checkExecutions(Payment payment) {
    String where = payment.row().name();
    int executed = payment.executed().size();
    int completed = payment.ofSeal(3).size();
    int reversed = payment.isReversed() ? 1 : 0;
    int receipts = payment.ofSeal(4).size();
    findings.checked(Check.EXECUTIONS, executed);
    requireExecution(executed <= 1, where, "the card was debited " + executed + " times");
    requireExecution(
        completed + reversed >= executed,
        where,
        "the card was debited, and it was neither completed nor reversed");
    requireExecution(
        executed > 0 || completed + reversed == 0,
        where,
        "it was completed or reversed without an accepted answer");
    requireExecution(completed + reversed <= 1, where, "it was completed or reversed twice");
    requireExecution(receipts <= 1, where, receipts + " messages 4 are stored");
    requireExecution(receipts == 0 || completed > 0, where, "it has a receipt and no completion");
    requireExecution(
        payment.reversals() == reversed,
        where,
        "of its reversal " + payment.reversals() + " credits are owed, not " + reversed);
  }

  private void requireExecution(boolean holds, String where, String what) {
    findings.require(holds, Check.EXECUTIONS, where, what);
  }

  private void checkState(Payment payment) {
    findings.checked(Check.STATES, 1);
    SettlementRow row = payment.row();
    Set<String> expected = expected(payment);
    require(
        expected.contains(row.state()),
        row,
        "it is " + row.state() + ", by the evidence " + String.join(" or ", expected));
    require(
        !row.state().equals("EXPIRED") || !now.isBefore(row.expiresAt()),
        row,
        "it is EXPIRED before its time");
    require(
        row.completedAt()
            .equals(
                COMPLETE.contains(row.state())
                    ? payment.first(3).map(MessageRow::receivedAt)
                    : Optional.empty()),
        row,
        "its completion bears another time than message 3");
  }

  private static Set<String> expected(Payment payment) {
    if (payment.first(4).isPresent()) {
      return Set.of("RECEIPTED");
    }
    if (payment.first(3).isPresent()) {
      return Set.of("COMPLETED");
    }
    if (payment.isReversed()) {
      return Set.of("REVERSED");
    }
    if (payment.commands().stream().anyMatch(CommandRow::isDeclined)) {
      return Set.of("DECLINED");
    }
    return payment.commands().stream().anyMatch(CommandRow::isOpen) ? UNDER_WAY : WITHOUT_COMMAND;
  }

  /** The card of the newest command, which is the one that paid if one did. */
  private void checkCard(Payment payment) {
    int last = payment.commands().size() - 1;
    Optional<String> newest =
        last < 0 ? Optional.empty() : Optional.of(payment.commands().get(last).cardNumber());
    Optional<String> paying = payment.winner().map(CommandRow::cardNumber).or(() -> newest);
    require(
        payment.row().cardNumber().equals(paying),
        payment.row(),
        "it names another card than its commands");
  }

  private void checkCancellation(SettlementRow row) {
    require(
        row.cancelledAt().isEmpty() || row.cancelReceivedAt().isPresent(),
        row,
        "it counts as cancelled and no cancel is stored");
    require(
        row.cancelledAt().isPresent() || !BY_CANCEL.contains(row.state()),
        row,
        "it is " + row.state() + " and was not cancelled");
    require(
        row.cancelledAt().isEmpty() || !COMPLETE.contains(row.state()),
        row,
        "it is " + row.state() + " though it was cancelled");
    require(
        row.cancelledAt().isPresent()
            || row.cancelReceivedAt().isEmpty()
            || !CANCELLABLE.contains(row.state()),
        row,
        "its store's cancel does not count");
  }

  private void checkDelivery(Payment payment) {
    SettlementRow row = payment.row();
    Optional<String> receiver =
        payment.first(3).isPresent() ? Optional.of(row.storeId()) : Optional.empty();
    require(row.deliveryStore().equals(receiver), row, "its message 3 is delivered to another");
    require(
        payment.first(4).isEmpty() || row.acknowledgedAt().isPresent(),
        row,
        "it has a receipt and its delivery is not acknowledged");
  }

  private void require(boolean holds, SettlementRow row, String what) {
    findings.require(holds, Check.STATES, row.name(), what);
  }
}
