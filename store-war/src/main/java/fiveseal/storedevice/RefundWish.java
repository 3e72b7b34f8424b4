package fiveseal.storedevice;

import fiveseal.protocol.RefundLine;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What somebody wants given back, as far as he says it.
 *
 * @param amountMinor minor units; empty: what the lines add up to, or all that is left
 * @param lines empty: of whatever store there is no choice about
 * @param currency alphabetic; needed only where the manager does not show the settlement
 */
public record RefundWish(
    String settlementId,
    OptionalLong amountMinor,
    List<RefundLine> lines,
    Optional<String> currency) {
  public RefundWish {
    lines = List.copyOf(lines);
  }
}
