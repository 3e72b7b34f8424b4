package fiveseal.stores;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;

/** Why an act was refused, from whatever an EJB wrapped around it. */
final class Refusals {
  private Refusals() {}

  /**
   * The refusal that a page can tell.
   *
   * @throws RuntimeException the failure itself if it is none, or there is nothing here
   */
  static ProtocolException of(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProtocolException refusal && refusal.code() != ErrorCode.NOT_FOUND) {
        return refusal;
      }
    }
    throw failure;
  }
}
