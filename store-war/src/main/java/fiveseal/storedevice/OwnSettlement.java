package fiveseal.storedevice;

import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.RefundLine;
import java.util.List;

/**
 * A settlement of this store's as the manager shows it.
 *
 * @param lines what was paid to each store, in the order of message 1
 * @param refunds those that the manager has accepted
 */
public record OwnSettlement(
    String settlementId,
    String state,
    String currency,
    List<RefundLine> lines,
    List<Refund> refunds) {

  /** One that the manager has accepted. */
  public record Refund(String refundId, String state, List<RefundLine> lines) {
    public Refund {
      lines = List.copyOf(lines);
    }
  }

  public OwnSettlement {
    lines = List.copyOf(lines);
    refunds = List.copyOf(refunds);
  }

  static OwnSettlement read(JsonMembers settlement) {
    return new OwnSettlement(
        settlement.text("settlementId"),
        settlement.text("state"),
        settlement.text("currency"),
        lines(settlement),
        settlement.objects("refunds").stream()
            .map(refund -> new Refund(refund.text("refundId"), refund.text("state"), lines(refund)))
            .toList());
  }

  private static List<RefundLine> lines(JsonMembers members) {
    return members.objects("lines").stream()
        .map(line -> new RefundLine(line.text("store"), line.integer("amount")))
        .toList();
  }
}
