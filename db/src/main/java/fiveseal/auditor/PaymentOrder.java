package fiveseal.auditor;

import fiveseal.protocol.jws.Signed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Check 8 for settlements: message follows message, and nothing bears a time of its own. */
final class PaymentOrder {
  private static final int MILLIS_SHIFT = 16;

  private final Findings findings;

  PaymentOrder(Findings findings) {
    this.findings = findings;
  }

  void check(Payment payment) {
    SettlementRow row = payment.row();
    findings.checked(Check.ORDER, payment.messages().size());
    payment
        .first(1)
        .ifPresent(
            message ->
                require(
                    message.receivedAt().equals(row.createdAt()),
                    row.name(),
                    "it was made at another time than message 1 came"));
    Duration apart = Duration.between(madeAt(row.id()), row.createdAt()).abs();
    require(apart.compareTo(Times.SKEW) <= 0, row.name(), "its id tells another time than its row");
    for (MessageRow message : payment.messages()) {
      Optional.ofNullable(payment.read().get(message.id()))
          .ifPresent(signed -> checkAge(row.name(), message, signed));
      require(
          Times.follows(message.receivedAt(), row.createdAt()),
          row.name() + ": " + message.name(),
          "it is older than message 1");
    }
    payment.commands().forEach(command -> checkCommand(payment, command));
    checkCompletion(payment);
  }

  /** UUIDs of version 7 begin with the time at which they were made, in milliseconds. */
  private static Instant madeAt(String id) {
    return Instant.ofEpochMilli(UUID.fromString(id).getMostSignificantBits() >>> MILLIS_SHIFT);
  }

  private void checkAge(String where, MessageRow message, Signed<?> signed) {
    Times.check(findings, where + ": " + message.name(), signed.message(), message.receivedAt());
  }

  private void checkCommand(Payment payment, CommandRow command) {
    String where = payment.row().name() + ": " + command.name();
    Optional<Instant> left =
        payment.ofSeal(2).stream()
            .filter(message -> message.id() == command.evidenceId())
            .map(MessageRow::receivedAt)
            .findFirst();
    require(
        left.isEmpty() || left.get().equals(command.issuedAt()),
        where,
        "it was issued at another time than its message 2");
    require(
        command.closedAt().map(time -> Times.follows(time, command.issuedAt())).orElse(true),
        where,
        "it was decided before it was issued");
  }

  private void checkCompletion(Payment payment) {
    Optional<MessageRow> completion = payment.first(3);
    String where = payment.row().name();
    require(
        completion.isEmpty()
            || payment.winner().isEmpty()
            || payment.winner().get().closedAt().equals(completion.map(MessageRow::receivedAt)),
        where,
        "message 3 bears another time than the card's answer");
    Optional<Instant> receipted = payment.first(4).map(MessageRow::receivedAt);
    require(
        completion.isEmpty()
            || receipted
                .map(time -> Times.follows(time, completion.get().receivedAt()))
                .orElse(true),
        where,
        "message 4 is older than message 3");
  }

  private void require(boolean holds, String where, String what) {
    findings.require(holds, Check.ORDER, where, what);
  }
}
