package fiveseal.report;

import fiveseal.audit.StoredMessage;
import fiveseal.manager.FoundSettlements;
import fiveseal.manager.SealFinding;
import fiveseal.manager.SealFinding.Fact;
import fiveseal.manager.SealFinding.Subject;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Digests;
import fiveseal.protocol.Message;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.KeyRegister;
import fiveseal.protocol.jws.MessageType;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Verifier;
import fiveseal.settlement.ReceiptCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Verifies the stored messages of a settlement again: each signature over every byte with a key
 * that was valid when the message came, what each says against the rows, and each message within
 * the next. What was believed at first receipt is not believed here.
 */
final class SealCheckup {
  private final Verifier verifier;

  SealCheckup(KeyRegister keys) {
    this.verifier = new Verifier(keys);
  }

  /**
   * @param settlement whole, as the rows have it
   * @param messages in the order of their seals
   */
  List<SealFinding> findings(FoundSettlements.Row settlement, List<StoredMessage> messages) {
    Kept kept = new Kept(settlement, messages);
    List<SealFinding> findings = new ArrayList<>();
    findings.addAll(
        findings(kept, 1, SettlementRequest.class, signed -> request(settlement, signed)));
    findings.addAll(
        findings(kept, 2, SettlementInformation.class, signed -> information(kept, signed)));
    findings.addAll(
        findings(kept, 3, SettlementCompletion.class, signed -> completion(kept, signed)));
    findings.addAll(findings(kept, 4, SettlementReceipt.class, signed -> receipt(kept, signed)));
    return findings;
  }

  /** What is stored, and what must be in the settlement's state. */
  private record Kept(FoundSettlements.Row settlement, List<StoredMessage> messages) {
    List<StoredMessage> of(int number) {
      return messages.stream().filter(message -> message.seal() == number).toList();
    }

    boolean requires(int number) {
      boolean receipted = settlement.state().equals("RECEIPTED");
      boolean debited = receipted || settlement.state().equals("COMPLETED");
      return switch (number) {
        case 1 -> true;
        case 2 ->
            debited
                || List.of("ISSUED", "IN_DOUBT", "DECLINED", "REVERSED")
                    .contains(settlement.state());
        case 3 -> debited;
        default -> receipted;
      };
    }
  }

  private <T extends Message> List<SealFinding> findings(
      Kept kept, int number, Class<T> type, Function<Signed<T>, List<Fact>> content) {
    List<StoredMessage> stored = kept.of(number);
    if (stored.isEmpty() && kept.requires(number)) {
      Fact missing = Fact.broken(Subject.PRESENT, "the message is not there");
      return List.of(
          new SealFinding(
              number,
              MessageType.of(type).typ(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              List.of(missing)));
    }
    return stored.stream().map(message -> finding(message, type, content)).toList();
  }

  private <T extends Message> SealFinding finding(
      StoredMessage stored, Class<T> type, Function<Signed<T>, List<Fact>> content) {
    List<Fact> facts = new ArrayList<>();
    Optional<Signed<T>> read = Optional.empty();
    try {
      read = Optional.of(Signed.parse(stored.compact(), type));
      verifier.verify(stored.compact(), type, stored.receivedAt());
      facts.add(Fact.holding(Subject.SIGNATURE));
    } catch (ProtocolException e) {
      facts.add(Fact.broken(Subject.SIGNATURE, e.detail()));
    }
    read.ifPresent(signed -> facts.addAll(content.apply(signed)));
    return new SealFinding(
        stored.seal(),
        stored.typ(),
        read.map(signed -> signed.message().iss()),
        read.map(Signed::kid),
        Optional.of(stored.receivedAt()),
        facts);
  }

  private static List<Fact> request(
      FoundSettlements.Row settlement, Signed<SettlementRequest> signed) {
    SettlementRequest request = signed.message();
    boolean same =
        request.iss().equals(settlement.storeId())
            && request.requestId().equals(settlement.requestId())
            && request.amount().minor() == settlement.amountMinor()
            && request.amount().currency().code().equals(settlement.currency())
            && lines(request).equals(settlement.lines());
    return List.of(fact(Subject.CONTENT, same, "the settlement's rows say otherwise"));
  }

  private static List<FoundSettlements.Line> lines(SettlementRequest request) {
    List<RequestLine> lines = request.lines();
    return IntStream.range(0, lines.size())
        .mapToObj(
            i ->
                new FoundSettlements.Line(
                    i + 1,
                    lines.get(i).store(),
                    lines.get(i).amountMinor(),
                    lines.get(i).description(),
                    lines.get(i).orderRef()))
        .toList();
  }

  private static List<Fact> information(Kept kept, Signed<SettlementInformation> signed) {
    return List.of(
        fact(
            Subject.CONTENT,
            signed.message().settlementId().equals(kept.settlement().settlementId()),
            "it is of another settlement"),
        fact(
            Subject.CHAIN,
            kept.of(1).stream()
                .anyMatch(request -> request.compact().equals(signed.message().request())),
            "it contains another message 1"));
  }

  private static List<Fact> completion(Kept kept, Signed<SettlementCompletion> signed) {
    SettlementCompletion completion = signed.message();
    boolean same =
        completion.settlementId().equals(kept.settlement().settlementId())
            && completion.requestId().equals(kept.settlement().requestId())
            && completion.aud().equals(kept.settlement().storeId())
            && completion.amount().minor() == kept.settlement().amountMinor()
            && completion.amount().currency().code().equals(kept.settlement().currency());
    return List.of(
        fact(Subject.CONTENT, same, "the settlement's rows say otherwise"),
        fact(
            Subject.CHAIN,
            kept.of(2).stream()
                .anyMatch(message -> message.compact().equals(completion.settlementInformation())),
            "it contains another message 2"));
  }

  private static List<Fact> receipt(Kept kept, Signed<SettlementReceipt> signed) {
    boolean chained =
        kept.of(3).stream()
            .anyMatch(
                message ->
                    signed
                        .message()
                        .completion()
                        .equals(Base64Url.encode(Digests.sha256(message.compact()))));
    return List.of(
        receiptContent(kept, signed),
        fact(Subject.CHAIN, chained, "it bears the digest of another message 3"));
  }

  private static Fact receiptContent(Kept kept, Signed<SettlementReceipt> signed) {
    if (kept.of(1).isEmpty() || kept.of(3).isEmpty()) {
      return Fact.broken(Subject.CONTENT, "there is nothing to hold it against");
    }
    try {
      ReceiptCheck.check(
          signed.message(),
          Signed.parse(kept.of(3).get(0).compact(), SettlementCompletion.class),
          Signed.parse(kept.of(1).get(0).compact(), SettlementRequest.class).message());
      return Fact.holding(Subject.CONTENT);
    } catch (ProtocolException e) {
      return Fact.broken(Subject.CONTENT, e.detail());
    }
  }

  private static Fact fact(Subject subject, boolean holds, String otherwise) {
    return holds ? Fact.holding(subject) : Fact.broken(subject, otherwise);
  }
}
