package fiveseal.manager;

import java.time.Instant;
import java.util.List;

/**
 * What happened lately, and what waits now; every list by currency and then as it says.
 *
 * @param hours the last 24 hours, oldest first, the running one last; hours without anything too
 * @param days the last 30 days, oldest first, today last; days without anything too
 * @param sellers the same 30 days by seller, most turnover first
 * @param countedAt when the roll-up counted last
 * @param doubts settlements whose outcome only the card knows, now
 * @param receipts settlements that are paid and whose receipt is outstanding, now
 */
public record Overview(
    List<Figures> hours,
    List<Figures> days,
    List<SellerFigures> sellers,
    Instant countedAt,
    Waiting doubts,
    Waiting receipts) {
  public Overview {
    hours = List.copyOf(hours);
    days = List.copyOf(days);
    sellers = List.copyOf(sellers);
  }

  /**
   * How many wait.
   *
   * @param more whether there are more than {@code count}, which was as far as was counted
   */
  public record Waiting(int count, boolean more) {}

  /**
   * An hour or a day; requests count where they were made, money where it moved. Amounts in minor
   * units.
   *
   * @param paid requested then and COMPLETED or RECEIPTED
   */
  public record Figures(
      Instant start,
      String currency,
      long requested,
      long open,
      long inDoubt,
      long paid,
      long withoutReceipt,
      long declined,
      long expired,
      long cancelled,
      long reversed,
      long payments,
      long salesMinor,
      long commissionMinor,
      long feeMinor,
      long refunds,
      long refundedMinor) {

    /** Nothing happened. */
    public static Figures none(Instant start, String currency) {
      return new Figures(start, currency, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Both together, from {@code start} on. */
    public Figures plus(Figures other) {
      return new Figures(
          start,
          currency,
          requested + other.requested,
          open + other.open,
          inDoubt + other.inDoubt,
          paid + other.paid,
          withoutReceipt + other.withoutReceipt,
          declined + other.declined,
          expired + other.expired,
          cancelled + other.cancelled,
          reversed + other.reversed,
          payments + other.payments,
          salesMinor + other.salesMinor,
          commissionMinor + other.commissionMinor,
          feeMinor + other.feeMinor,
          refunds + other.refunds,
          refundedMinor + other.refundedMinor);
    }
  }

  /** A seller's figures. */
  public record SellerFigures(String storeId, String name, Figures figures) {}
}
