package fiveseal.storedevice;

import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Acceptance;
import fiveseal.protocol.jws.KeyRegister;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Verifier;

/**
 * Decides whether an order is paid (claims 5 and 20): message 3 under the manager's pinned key,
 * with message 2 inside it, with this store's own message 1 inside that, all three about the same
 * order and amount. Whatever is refused here releases no goods.
 */
public final class CompletionCheck {
  private final StoreIdentity identity;
  private final Verifier managerVerifier;
  private final Verifier ownVerifier;
  private final Journal journal;

  /**
   * @param managerKeys the manager's pinned keys
   * @param ownKeys this store's own public keys
   * @param journal where the own orders are
   */
  public CompletionCheck(
      StoreIdentity identity, KeyRegister managerKeys, KeyRegister ownKeys, Journal journal) {
    this.identity = identity;
    this.managerVerifier = new Verifier(managerKeys);
    this.ownVerifier = new Verifier(ownKeys);
    this.journal = journal;
  }

  /**
   * @param message3 compact JWS, from anywhere
   * @throws ProtocolException {@code message-malformed}, {@code signature-refused} or {@code
   *     message-refused}: the goods stay
   */
  public CheckedCompletion check(String message3) {
    Signed<SettlementCompletion> completion =
        managerVerifier.verifyAtIat(message3, SettlementCompletion.class);
    requireManager(completion.message().iss());
    Acceptance.addressedTo(completion.message(), identity.storeId());
    JournalEntry order =
        journal
            .byRequest(completion.message().requestId())
            .orElseThrow(() -> ProtocolException.refused("this store made no such request"));
    Signed<SettlementInformation> information = informationIn(completion);
    Signed<SettlementRequest> request = requestIn(information, order);
    requireSameOrder(completion, request.message());
    requireSameSettlement(completion, order);
    return new CheckedCompletion(completion, information, request);
  }

  private void requireManager(String iss) {
    if (!iss.equals(identity.managerId())) {
      throw ProtocolException.signature("iss is not " + identity.managerId());
    }
  }

  private Signed<SettlementInformation> informationIn(Signed<SettlementCompletion> completion) {
    Signed<SettlementInformation> information =
        managerVerifier.verifyAtIat(
            completion.message().settlementInformation(), SettlementInformation.class);
    requireManager(information.message().iss());
    if (!information.message().settlementId().equals(completion.message().settlementId())) {
      throw ProtocolException.refused("the settlement information is another settlement's");
    }
    return information;
  }

  /**
   * The very bytes that this device signed need no second look; with another signature over the
   * same message (ECDSA is malleable), that signature must verify too.
   */
  private Signed<SettlementRequest> requestIn(
      Signed<SettlementInformation> information, JournalEntry order) {
    String inside = information.message().request();
    Signed<SettlementRequest> own = Signed.parse(order.message1(), SettlementRequest.class);
    if (!own.compact().equals(inside)) {
      ownVerifier.verifyAtIat(inside, SettlementRequest.class);
    }
    if (!own.sameMessageAs(inside)) {
      throw ProtocolException.refused("the request inside is not the one this store made");
    }
    return own;
  }

  private static void requireSameOrder(
      Signed<SettlementCompletion> completion, SettlementRequest request) {
    if (!completion.message().requestId().equals(request.requestId())) {
      throw ProtocolException.refused("the request inside is another order's");
    }
    if (!completion.message().amount().equals(request.amount())) {
      throw ProtocolException.refused("the amount is not the order's");
    }
  }

  private static void requireSameSettlement(
      Signed<SettlementCompletion> completion, JournalEntry order) {
    String settlementId = completion.message().settlementId();
    if (!order.settlementId().map(settlementId::equals).orElse(true)) {
      throw ProtocolException.refused("this order has another settlement");
    }
    if (!order.message3().map(completion::sameMessageAs).orElse(true)) {
      throw ProtocolException.refused("this order already has another completion");
    }
  }
}
