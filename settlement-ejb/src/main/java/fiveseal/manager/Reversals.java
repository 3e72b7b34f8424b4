package fiveseal.manager;

import jakarta.ejb.Local;

/** What stores take back by their own signatures: requests not paid yet, and payments. */
@Local
public interface Reversals {

  /**
   * Takes a {@code fiveseal-cancel-request}, whether the request is known or not.
   *
   * @return the state now, whatever it is
   */
  Cancellation cancel(String message);

  /**
   * Takes a {@code fiveseal-refund-request}; the same one again gives the same answer.
   *
   * @throws fiveseal.protocol.ProtocolException {@code not-found} if the settlement is not the
   *     signer's, {@code not-refundable} unless it is COMPLETED or RECEIPTED, {@code
   *     message-refused} if it gives back more than was paid or another store's line, {@code
   *     conflicting-replay}
   */
  RefundState refund(String message);
}
