package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.List;
import java.util.Optional;

/**
 * The mall's own durable records, in its own schema under its own database role: a store device's
 * journal and nothing of the manager's. Whatever was kept first under an id stays and is what is
 * given back.
 */
@Local
public interface MallJournal {

  /** Keeps message 1 before it is sent; gives the one that is kept. */
  String requestMade(String requestId, String message1);

  /** Keeps the manager's answer to a request. */
  void requestTaken(String requestId, String settlementId, String payUrl);

  /** Keeps a checked message 3; gives the one that is kept. */
  String completionAccepted(String requestId, String settlementId, String message3);

  /** Keeps message 4 before it is sent; gives the one that is kept. */
  String receiptIssued(String requestId, String message4);

  /** Keeps that the manager took the receipt. */
  void receiptTaken(String requestId);

  Optional<MallPayment> byRequest(String requestId);

  Optional<MallPayment> bySettlement(String settlementId);

  /** The newest requests first, at most {@code limit}. */
  List<MallPayment> newest(int limit);

  /** The manager's keys that the mall trusts, as JWKs in JSON. */
  List<String> managerKeys();

  /** Trusts a key from now on, unless one with this id is already trusted. */
  void pinManagerKey(String kid, String jwk);
}
