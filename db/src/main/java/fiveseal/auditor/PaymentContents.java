package fiveseal.auditor;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.card.TransactionId;
import fiveseal.protocol.jws.Signed;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Check 10 for settlements: the rows, messages 1 to 4 and the commands say one thing. */
final class PaymentContents {
  private final Findings findings;
  private final Contracts contracts;

  PaymentContents(Findings findings, Contracts contracts) {
    this.findings = findings;
    this.contracts = contracts;
  }

  void check(Payment payment) {
    findings.checked(Check.CONTENTS, payment.messages().size());
    String where = payment.row().name();
    int requests = payment.ofSeal(1).size();
    require(requests == 1, where, requests + " messages 1 are stored");
    payment.request().ifPresent(request -> checkRequest(payment, request.message()));
    checkCommands(payment);
    payment.completion().ifPresent(completion -> checkCompletion(payment, completion.message()));
    payment.receipt().ifPresent(receipt -> checkReceipt(payment, receipt.message()));
  }

  private void checkRequest(Payment payment, SettlementRequest request) {
    SettlementRow row = payment.row();
    String where = row.name();
    require(row.storeId().equals(request.iss()), where, "its store is not message 1's");
    require(row.requestId().equals(request.requestId()), where, "its request is not message 1's");
    require(row.amountMinor() == request.amount().minor(), where, "its amount is not message 1's");
    require(
        row.currency().equals(request.amount().currency().code()),
        where,
        "its currency is not message 1's");
    require(
        row.expiresAt().equals(Instant.ofEpochSecond(request.exp())),
        where,
        "its expiry is not message 1's");
    require(sameLines(payment.lines(), request.lines()), where, "its lines are not message 1's");
    for (RequestLine line : request.lines()) {
      require(
          contracts.mayCarry(request.iss(), line.store()),
          where,
          "store " + line.store() + " of a line is not under contract with " + request.iss());
      requireSelling(where, line.store(), row.createdAt());
    }
    requireSelling(where, request.iss(), row.createdAt());
  }

  private void requireSelling(String where, String store, Instant askedAt) {
    require(
        contracts.sold(store, askedAt),
        where,
        "store " + store + " was suspended or closed when message 1 came");
  }

  private static boolean sameLines(List<LineRow> stored, List<RequestLine> signed) {
    if (stored.size() != signed.size()) {
      return false;
    }
    for (int i = 0; i < signed.size(); i++) {
      if (stored.get(i).lineNo() != i + 1 || !stored.get(i).says(signed.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Each command left in a message 2 of its own, and each message 2 carries one. */
  private void checkCommands(Payment payment) {
    Set<Long> carried = new HashSet<>();
    for (CommandRow command : payment.commands()) {
      String where = payment.row().name() + ": " + command.name();
      require(carried.add(command.evidenceId()), where, "its message carries another command too");
      checkCommand(payment, command, where);
    }
    for (MessageRow message : payment.ofSeal(2)) {
      require(
          carried.contains(message.id()),
          payment.row().name() + ": " + message.name(),
          "its command is not there");
    }
  }

  private void checkCommand(Payment payment, CommandRow command, String where) {
    SettlementRow row = payment.row();
    require(command.operation().equals("DEBIT"), where, "it is no debit");
    require(
        command.amountMinor() == row.amountMinor(), where, "its amount is not the settlement's");
    require(
        Arrays.equals(command.transactionId(), TransactionId.ofSettlement(row.id())),
        where,
        "its transaction id is not the settlement's");
    Optional<Signed<SettlementInformation>> message =
        payment.read(command.evidenceId(), SettlementInformation.class);
    if (message.isEmpty()) {
      require(false, where, "its message 2 is not there");
      return;
    }
    SettlementInformation information = message.get().message();
    require(
        information.command().equals(Base64Url.encode(command.ciphertext())),
        where,
        "message 2 carries other bytes");
    require(
        information.settlementId().equals(row.id()), where, "message 2 is of another settlement");
    require(
        payment.first(1).map(MessageRow::compact).equals(Optional.of(information.request())),
        where,
        "message 2 contains another message 1");
  }

  private void checkCompletion(Payment payment, SettlementCompletion completion) {
    SettlementRow row = payment.row();
    String where = row.name() + ": message 3";
    require(completion.aud().equals(row.storeId()), where, "it is for another store");
    require(completion.settlementId().equals(row.id()), where, "it is of another settlement");
    require(completion.requestId().equals(row.requestId()), where, "it is of another request");
    require(
        completion.amount().minor() == row.amountMinor()
            && completion.amount().currency().code().equals(row.currency()),
        where,
        "its amount is not the settlement's");
    Optional<String> winning =
        payment
            .winner()
            .flatMap(each -> payment.read(each.evidenceId(), SettlementInformation.class))
            .map(Signed::compact);
    require(
        winning.equals(Optional.of(completion.settlementInformation())),
        where,
        "it does not contain the message 2 of the command that was executed");
  }

  private void checkReceipt(Payment payment, SettlementReceipt receipt) {
    SettlementRow row = payment.row();
    String where = row.name() + ": message 4";
    require(receipt.iss().equals(row.storeId()), where, "it is by another store");
    require(receipt.settlementId().equals(row.id()), where, "it is of another settlement");
    require(receipt.requestId().equals(row.requestId()), where, "it is of another request");
    require(
        receipt.amount().minor() == row.amountMinor()
            && receipt.amount().currency().code().equals(row.currency()),
        where,
        "its amount is not the settlement's");
    Optional<String> digest =
        payment.completion().map(completion -> Base64Url.encode(completion.digest()));
    require(
        digest.equals(Optional.of(receipt.completion())),
        where,
        "its digest is not that of message 3");
    payment
        .request()
        .ifPresent(
            request ->
                require(
                    sameSales(receipt.lines(), request.message().lines()),
                    where,
                    "its lines are not message 1's"));
  }

  private static boolean sameSales(List<ReceiptLine> received, List<RequestLine> asked) {
    if (received.size() != asked.size()) {
      return false;
    }
    for (int i = 0; i < asked.size(); i++) {
      if (!received.get(i).store().equals(asked.get(i).store())
          || received.get(i).amountMinor() != asked.get(i).amountMinor()) {
        return false;
      }
    }
    return true;
  }

  private void require(boolean holds, String where, String what) {
    findings.require(holds, Check.CONTENTS, where, what);
  }
}
