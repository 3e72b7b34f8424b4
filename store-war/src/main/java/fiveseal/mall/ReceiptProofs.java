package fiveseal.mall;

import fiveseal.manager.MallJournal;
import fiveseal.manager.MallPayment;
import fiveseal.manager.shop.ShopOrder;
import fiveseal.manager.shop.ShopOrders;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Message;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.jws.KeyRegister;
import fiveseal.protocol.jws.KeyRole;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Verifier;
import fiveseal.storedevice.ManagerRefusal;
import fiveseal.storedevice.ManagerUnreachable;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** Looks at a receipt's seals once more, with the keys as they are published now. */
@ApplicationScoped
public class ReceiptProofs {
  @Inject Mall mall;
  @EJB MallJournal journal;
  @EJB ShopOrders orders;

  /**
   * @param digest SHA-256 of message 4, 32 bytes
   * @return empty if it is no receipt's of this mall
   * @throws ProtocolException {@code unavailable} if the keys could not be fetched
   */
  public Optional<ReceiptProof> of(byte[] digest) {
    return orders
        .byReceipt(mall.mallId(), digest)
        .flatMap(
            order -> journal.byRequest(order.requestId()).map(payment -> proof(order, payment)));
  }

  private ReceiptProof proof(ShopOrder order, MallPayment payment) {
    Signed<SettlementReceipt> receipt =
        Signed.parse(payment.message4().orElseThrow(), SettlementReceipt.class);
    Signed<SettlementCompletion> completion =
        Signed.parse(payment.message3().orElseThrow(), SettlementCompletion.class);
    boolean named = receipt.message().completion().equals(Base64Url.encode(completion.digest()));
    try {
      return new ReceiptProof(
          order,
          receipt.message(),
          Instant.ofEpochSecond(completion.message().iat()),
          verifies(mall.keysOf(mall.mallId(), KeyRole.STORE), receipt, SettlementReceipt.class),
          named && verifies(mall.managerKeys(), completion, SettlementCompletion.class));
    } catch (ManagerRefusal | ManagerUnreachable e) {
      throw new ProtocolException(ErrorCode.UNAVAILABLE, "the keys could not be fetched");
    }
  }

  private static <T extends Message> boolean verifies(
      KeyRegister keys, Signed<T> message, Class<T> type) {
    try {
      new Verifier(keys).verifyAtIat(message.compact(), type);
      return true;
    } catch (ProtocolException e) {
      return false;
    }
  }
}
