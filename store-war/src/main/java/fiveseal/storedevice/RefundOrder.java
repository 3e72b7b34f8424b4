package fiveseal.storedevice;

import fiveseal.protocol.RefundLine;
import java.util.List;

/**
 * What shall be given back of a settlement.
 *
 * @param currency the settlement's, alphabetic
 * @param lines what each store gives back; a store without lower stores has one
 */
public record RefundOrder(String settlementId, String currency, List<RefundLine> lines) {
  public RefundOrder {
    lines = List.copyOf(lines);
  }
}
