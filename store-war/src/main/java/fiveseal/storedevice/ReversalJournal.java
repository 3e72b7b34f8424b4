package fiveseal.storedevice;

import java.util.List;
import java.util.Optional;

/**
 * The store device's memory of what it takes back, durable: when a method returns, what it kept
 * survives a power cut. What was kept first under an id stays and is what is given back, so that
 * every retry sends the same bytes; only what the manager refused, and so never took, is dropped.
 */
public interface ReversalJournal {

  /** Which message. */
  enum Kind {
    /** {@code fiveseal-cancel-request}, under its requestId. */
    CANCEL,
    /** {@code fiveseal-refund-request}, under its refundId. */
    REFUND
  }

  /** Keeps a signed message before it is sent; gives the one that is kept under this id. */
  String made(Kind kind, String id, String message);

  Optional<String> kept(Kind kind, String id);

  /** The kept refund requests of a settlement, in no order. */
  List<String> refundsOf(String settlementId);

  /** Forgets a message that the manager refused. */
  void dropped(Kind kind, String id);
}
