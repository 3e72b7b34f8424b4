package fiveseal.manager;

import java.util.List;

/**
 * A refund of a settlement, as its store sees it.
 *
 * @param state {@code DUE}, {@code ISSUED} or {@code DONE}
 * @param amountMinor minor units
 */
public record StoreRefund(String refundId, String state, long amountMinor, List<Line> lines) {
  public StoreRefund {
    lines = List.copyOf(lines);
  }

  /** What one store gives back, in minor units. */
  public record Line(String store, long amountMinor) {}
}
