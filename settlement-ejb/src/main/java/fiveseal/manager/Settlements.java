package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.Optional;

/**
 * The payment, from message 1 to message 4 (claims 1 to 6). Everything refused is a {@link
 * fiveseal.protocol.ProtocolException}.
 */
@Local
public interface Settlements {

  /** Takes message 1, from the store itself or relayed by the client device (claims 2 and 3). */
  RequestedSettlement request(String message1);

  /** Takes message 1 with the card's proof: message 2 with one durable commit. */
  String requestAndIssue(String message1, CardProof proof);

  /** Issues a command for the card that proved itself: message 2 (claim 4). */
  String issue(String settlementId, CardProof proof);

  /**
   * Takes the card's answer to the command of {@code counter}.
   *
   * @param answer the 64 bytes of the card's answer
   */
  Payment answer(String settlementId, long counter, byte[] answer);

  /** Takes message 4 (claims 6 and 14); gives the settlement's state. */
  String receipt(String settlementId, String message4);

  /** Any client that knows the id. */
  ClientSettlement forClient(String settlementId);

  /** Message 4, once it is there. */
  Optional<String> receiptForClient(String settlementId);

  /** Own settlements only: {@code storeId} comes from the caller's proof, never from a body. */
  StoreSettlement forStore(String storeId, String settlementId);

  /** Own settlements only, newest first, by keyset. */
  SettlementPage list(String storeId, SettlementFilter filter);

  /**
   * Message 3, once it is there; empty while it may still come.
   *
   * @throws fiveseal.protocol.ProtocolException {@code settlement-ended} with {@code state} if the
   *     settlement ended otherwise
   */
  Optional<String> completion(String storeId, String settlementId);
}
