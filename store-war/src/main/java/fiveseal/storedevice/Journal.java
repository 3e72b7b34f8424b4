package fiveseal.storedevice;

import java.util.List;
import java.util.Optional;

/**
 * The store device's memory, append-only and durable: when a method returns, what it kept survives
 * a power cut. What was kept first under an id stays and is what is given back, so that every retry
 * sends the same bytes.
 */
public interface Journal {

  /** Keeps message 1 before it is sent; gives the one that is kept under this id. */
  String requestMade(String requestId, String message1);

  /** Keeps the manager's answer to a request. */
  void requestTaken(String requestId, String settlementId, String payUrl);

  /** Keeps a checked message 3; gives the one that is kept for this request. */
  String completionAccepted(String requestId, String settlementId, String message3);

  /** Keeps message 4 before it is sent; gives the one that is kept for this request. */
  String receiptIssued(String requestId, String message4);

  /** Keeps that the manager took the receipt. */
  void receiptTaken(String requestId);

  Optional<JournalEntry> byRequest(String requestId);

  Optional<JournalEntry> bySettlement(String settlementId);

  /** The newest orders first, at most {@code limit}. */
  List<JournalEntry> newest(int limit);
}
