package fiveseal.manager;

import java.util.List;

/** A delivery and its attempts, oldest first. */
public record DeliveryLog(StoreDelivery delivery, List<Attempt> attempts) {

  /**
   * One line of the log.
   *
   * @param cause {@code COMPLETION}, {@code SCHEDULE}, {@code RESEND}, {@code RECEIPT} or {@code
   *     FETCH}
   * @param outcome what it met
   * @param acknowledged whether the store has message 3 since
   * @param at seconds UTC
   */
  public record Attempt(String cause, String outcome, boolean acknowledged, long at) {}
}
