package fiveseal.auditor;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ValueUpdate;
import fiveseal.protocol.card.TransactionId;
import fiveseal.protocol.jws.Signed;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Checks 8 and 10 for value updates: the rows, messages 5 and the commands say one thing. */
final class ChangeContents {
  private final Findings findings;

  ChangeContents(Findings findings) {
    this.findings = findings;
  }

  void check(Change change) {
    findings.checked(Check.CONTENTS, change.messages().size());
    findings.checked(Check.ORDER, change.messages().size());
    Set<Long> carried = new HashSet<>();
    for (CommandRow command : change.commands()) {
      String where = change.row().name() + ": " + command.name();
      require(carried.add(command.evidenceId()), where, "its message carries another command too");
      checkCommand(change, command, where);
      checkOrder(change, command, where);
    }
    for (MessageRow message : change.messages()) {
      String where = change.row().name() + ": " + message.name();
      require(carried.contains(message.id()), where, "its command is not there");
      Optional.ofNullable(change.read().get(message.id()))
          .ifPresent(
              signed -> Times.check(findings, where, signed.message(), message.receivedAt()));
    }
  }

  private void checkCommand(Change change, CommandRow command, String where) {
    UpdateRow row = change.row();
    require(command.cardNumber().equals(row.cardNumber()), where, "it is for another card");
    require(command.operation().equals(operation(row)), where, "it does something else");
    require(command.amountMinor() == amount(row), where, "its amount is not the update's");
    require(
        Arrays.equals(command.transactionId(), TransactionId.ofUpdate(row.id())),
        where,
        "its transaction id is not the update's");
    Signed<ValueUpdate> message = change.read().get(command.evidenceId());
    if (message == null) {
      require(false, where, "its message 5 is not there");
      return;
    }
    require(
        message.message().command().equals(Base64Url.encode(command.ciphertext())),
        where,
        "message 5 carries other bytes");
    require(isSaidBy(message.message(), row), where, "message 5 says something else");
  }

  private static boolean isSaidBy(ValueUpdate message, UpdateRow row) {
    Optional<String> settlement =
        row.kind().equals("REFUND") ? row.creditSettlement() : Optional.empty();
    return message.updateId().equals(row.id())
        && message.kind().name().equals(row.kind())
        && message.amountMinor().equals(row.amountMinor())
        && message.currency().code().equals(row.currency())
        && message.settlementId().equals(settlement);
  }

  private static String operation(UpdateRow row) {
    return switch (row.kind()) {
      case "LOAD", "REFUND" -> "CREDIT";
      default -> row.kind();
    };
  }

  /** What stands in the command's field of that name. */
  private static long amount(UpdateRow row) {
    return row.kind().equals("REKEY") ? row.newKeyVersion().orElse(0) : row.amountMinor().orElse(0);
  }

  private void checkOrder(Change change, CommandRow command, String where) {
    Optional<Instant> left =
        change.messages().stream()
            .filter(message -> message.id() == command.evidenceId())
            .map(MessageRow::receivedAt)
            .findFirst();
    requireOrder(
        left.isEmpty() || left.get().equals(command.issuedAt()),
        where,
        "it was issued at another time than its message 5");
    requireOrder(
        command.closedAt().map(time -> Times.follows(time, command.issuedAt())).orElse(true),
        where,
        "it was decided before it was issued");
    requireOrder(
        Times.follows(command.issuedAt(), change.row().createdAt()),
        where,
        "it was issued before the update was asked for");
  }

  private void requireOrder(boolean holds, String where, String what) {
    findings.require(holds, Check.ORDER, where, what);
  }

  private void require(boolean holds, String where, String what) {
    findings.require(holds, Check.CONTENTS, where, what);
  }
}
