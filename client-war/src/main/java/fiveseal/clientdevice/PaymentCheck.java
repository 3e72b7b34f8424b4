package fiveseal.clientdevice;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Acceptance;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Verifier;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The client device's duties in a payment (claims 4 and 6). Each method throws a {@link
 * ProtocolException} with the one true reason; what it returns may be relied on.
 */
public final class PaymentCheck {
  private final PinnedKeys keys;
  private final Verifier verifier;
  private final OwnClock clock;

  PaymentCheck(PinnedKeys keys, InstantSource clock) {
    this.keys = keys;
    this.verifier = new Verifier(keys);
    this.clock = new OwnClock(clock);
  }

  /** Message 1, before it is shown to the holder: its store's signature, for our manager. */
  public Signed<SettlementRequest> request(String message1) {
    learnSigner(Signed.parse(message1, SettlementRequest.class));
    Signed<SettlementRequest> request = verifier.verifyAtIat(message1, SettlementRequest.class);
    Acceptance.addressedTo(request.message(), keys.managerId());
    return request;
  }

  /**
   * Message 2, before the card sees anything of it.
   *
   * @param settlementId that was asked for; empty if message 1 was relayed and named none yet
   * @param shown message 1 as the holder was shown it
   */
  public Signed<SettlementInformation> information(
      String message2, Optional<String> settlementId, Signed<SettlementRequest> shown) {
    Signed<SettlementInformation> information =
        verifier.verifyAtIat(message2, SettlementInformation.class);
    clock.requireTimely(information.message());
    requireSameSettlement(information.message(), settlementId, shown);
    return information;
  }

  /** Message 3: this payment, and a message 2 of this payment inside it. */
  public Signed<SettlementCompletion> completion(
      String message3, String settlementId, Signed<SettlementRequest> shown) {
    Signed<SettlementCompletion> signed =
        verifier.verifyAtIat(message3, SettlementCompletion.class);
    SettlementCompletion completion = signed.message();
    SettlementRequest request = shown.message();
    require(completion.settlementId().equals(settlementId), "it is for another settlement");
    require(completion.requestId().equals(request.requestId()), "it is for another request");
    require(completion.aud().equals(request.iss()), "it is for another store");
    require(completion.amount().equals(request.amount()), "it tells another amount");
    Signed<SettlementInformation> information =
        verifier.verifyAtIat(completion.settlementInformation(), SettlementInformation.class);
    requireSameSettlement(information.message(), Optional.of(settlementId), shown);
    return signed;
  }

  /** Message 4, before it is shown: the store's word for exactly this completion. */
  public Signed<SettlementReceipt> receipt(
      String message4, Signed<SettlementCompletion> completion, Signed<SettlementRequest> shown) {
    Signed<SettlementReceipt> read = Signed.parse(message4, SettlementReceipt.class);
    if (read.message().iss().equals(shown.message().iss())) {
      learnSigner(read);
    }
    Signed<SettlementReceipt> signed = verifier.verifyAtIat(message4, SettlementReceipt.class);
    SettlementReceipt receipt = signed.message();
    SettlementRequest request = shown.message();
    require(receipt.iss().equals(request.iss()), "it is another store's");
    require(receipt.managerId().equals(keys.managerId()), "it is for another manager");
    require(
        receipt.settlementId().equals(completion.message().settlementId()),
        "it is for another settlement");
    require(receipt.requestId().equals(request.requestId()), "it is for another request");
    require(
        receipt.completion().equals(Base64Url.encode(completion.digest())),
        "it is for another completion");
    require(receipt.amount().equals(request.amount()), "it tells another amount");
    require(sameLines(receipt.lines(), request.lines()), "it tells other stores or amounts");
    return signed;
  }

  private void learnSigner(Signed<?> byAStore) {
    keys.learnStore(byAStore.message().iss(), byAStore.kid());
  }

  private void requireSameSettlement(
      SettlementInformation information,
      Optional<String> settlementId,
      Signed<SettlementRequest> shown) {
    require(
        settlementId.map(information.settlementId()::equals).orElse(true),
        "it is for another settlement");
    require(
        shown.sameMessageAs(information.request()),
        "it is for another request than the one that was shown");
    // The bytes are those shown, the signature beside them may be another one.
    verifier.verifyAtIat(information.request(), SettlementRequest.class);
  }

  private static boolean sameLines(List<ReceiptLine> receipt, List<RequestLine> request) {
    if (receipt.size() != request.size()) {
      return false;
    }
    for (int i = 0; i < receipt.size(); i++) {
      if (!receipt.get(i).store().equals(request.get(i).store())
          || receipt.get(i).amountMinor() != request.get(i).amountMinor()) {
        return false;
      }
    }
    return true;
  }

  private static void require(boolean held, String otherwise) {
    if (!held) {
      throw ProtocolException.refused(otherwise);
    }
  }
}
