package fiveseal.testbed;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Message;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.UpdateKind;
import fiveseal.protocol.ValueUpdate;
import fiveseal.protocol.jws.KeyRegister;
import fiveseal.protocol.jws.MessageType;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Checks what is stored of one payment or update with published keys alone, as anyone could: each
 * seal, what each message says of the one before it, and that the transfers move what was signed.
 */
final class TraceCheck {

  /** How the names of cards' accounts begin. */
  private static final String CARD = "CARD:";

  private final Trace trace;
  private final Verifier verifier;
  private final List<Seal> seals = new ArrayList<>();

  TraceCheck(Trace trace, KeyRegister keys) {
    this.trace = trace;
    this.verifier = new Verifier(keys);
  }

  /** Fetches the keys that a trace needs. */
  static TraceCheck of(Trace trace, Http http) {
    PublishedKeys keys = new PublishedKeys(http);
    trace
        .message(1)
        .ifPresent(
            message ->
                keys.withStore(Signed.parse(message, SettlementRequest.class).message().iss()));
    return new TraceCheck(trace, keys);
  }

  /**
   * Checks a paid and receipted settlement.
   *
   * @return seals 1 to 4
   * @throws Trouble saying what does not hold
   */
  List<Seal> payment() {
    try {
      Signed<SettlementRequest> request = verified(1, SettlementRequest.class);
      Signed<SettlementInformation> information =
          verified(2, embedded(), SettlementInformation.class);
      Signed<SettlementCompletion> completion = verified(3, SettlementCompletion.class);
      Signed<SettlementReceipt> receipt = verified(4, SettlementReceipt.class);
      hold(
          information.message().request().equals(request.compact()),
          "message 2 embeds another request");
      hold(
          receipt.message().completion().equals(Base64Url.encode(completion.digest())),
          "message 4 acknowledges another completion");
      sameThroughout(
          request.message(), information.message(), completion.message(), receipt.message());
      cardPays(request.message());
      return List.copyOf(seals);
    } catch (ProtocolException e) {
      throw new Trouble("The payment " + trace.id() + " does not verify: " + e.detail() + ".", e);
    }
  }

  /**
   * Checks a load.
   *
   * @return seal 5
   * @throws Trouble saying what does not hold
   */
  List<Seal> update() {
    try {
      Signed<ValueUpdate> update = verified(5, ValueUpdate.class);
      hold(update.message().updateId().equals(trace.id()), "message 5 is of another update");
      if (update.message().kind() == UpdateKind.LOAD) {
        hold(
            moved(transfer -> transfer.credit().startsWith(CARD))
                == update.message().amountMinor().orElseThrow(),
            "the transfers to the card are not the signed amount");
      }
      return List.copyOf(seals);
    } catch (ProtocolException e) {
      throw new Trouble("The update " + trace.id() + " does not verify: " + e.detail() + ".", e);
    }
  }

  private void sameThroughout(
      SettlementRequest request,
      SettlementInformation information,
      SettlementCompletion completion,
      SettlementReceipt receipt) {
    hold(information.settlementId().equals(trace.id()), "message 2 is of another settlement");
    hold(completion.settlementId().equals(trace.id()), "message 3 is of another settlement");
    hold(receipt.settlementId().equals(trace.id()), "message 4 is of another settlement");
    hold(completion.amount().equals(request.amount()), "message 3 names another amount");
    hold(receipt.amount().equals(request.amount()), "message 4 names another amount");
    hold(
        receipt.lines().stream()
            .map(TraceCheck::share)
            .toList()
            .equals(request.lines().stream().map(TraceCheck::share).toList()),
        "message 4 has other lines");
  }

  private void cardPays(SettlementRequest request) {
    long paid = moved(transfer -> transfer.debit().startsWith(CARD));
    hold(paid == request.amount().minor(), "the card's transfers are not the signed amount");
  }

  private long moved(Predicate<Trace.StoredTransfer> which) {
    return trace.transfers().stream()
        .filter(which)
        .mapToLong(Trace.StoredTransfer::amountMinor)
        .sum();
  }

  private static String share(RequestLine line) {
    return line.store() + ":" + line.amountMinor();
  }

  private static String share(ReceiptLine line) {
    return line.store() + ":" + line.amountMinor();
  }

  private String message(int number) {
    return trace
        .message(number)
        .orElseThrow(() -> new Trouble("Message " + number + " of " + trace.id() + " is missing."));
  }

  /**
   * That message 2 on which message 3 stands: a card that was presented again has several, and
   * where the clock went back the newest is not the last.
   */
  private String embedded() {
    String embedded =
        Signed.parse(message(3), SettlementCompletion.class).message().settlementInformation();
    hold(
        trace.messages().stream()
            .anyMatch(each -> each.number() == 2 && each.compact().equals(embedded)),
        "message 3 embeds other settlement information");
    return embedded;
  }

  private <T extends Message> Signed<T> verified(int number, Class<T> type) {
    return verified(number, message(number), type);
  }

  private <T extends Message> Signed<T> verified(int number, String compact, Class<T> type) {
    Signed<T> signed = verifier.verifyAtIat(compact, type);
    seals.add(new Seal(number, MessageType.of(type).typ(), signed.message().iss()));
    return signed;
  }

  private void hold(boolean condition, String otherwise) {
    if (!condition) {
      throw new Trouble(
          "The payment or update " + trace.id() + " does not verify: " + otherwise + ".");
    }
  }
}
