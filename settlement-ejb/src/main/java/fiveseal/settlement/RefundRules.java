package fiveseal.settlement;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RefundLine;
import fiveseal.protocol.RefundRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** May a store give this back (protocol section 3)? */
public final class RefundRules {
  private RefundRules() {}

  /**
   * @param state the settlement's, its row locked
   * @param sold what each store sold, minor units
   * @param before the settlement's refunds so far
   * @throws ProtocolException {@code not-refundable} unless the settlement was paid; {@code
   *     message-refused} if another currency, a store that sold nothing, or more than it sold
   */
  public static void check(
      SettlementState state,
      String currency,
      Map<String, Long> sold,
      List<RefundRequest> before,
      RefundRequest refund) {
    if (state != SettlementState.COMPLETED && state != SettlementState.RECEIPTED) {
      throw new ProtocolException(
          ErrorCode.NOT_REFUNDABLE, "the settlement is " + state, Map.of("state", state.name()));
    }
    if (!refund.amount().currency().code().equals(currency)) {
      throw ProtocolException.refused("the settlement has another currency");
    }
    Map<String, Long> back = new HashMap<>();
    before.forEach(earlier -> add(earlier, back));
    add(refund, back);
    for (RefundLine line : refund.lines()) {
      if (!sold.containsKey(line.store())) {
        throw ProtocolException.refused("a line's store sold nothing here");
      }
      if (back.get(line.store()) > sold.get(line.store())) {
        throw ProtocolException.refused("more would go back than was paid");
      }
    }
  }

  private static void add(RefundRequest refund, Map<String, Long> back) {
    refund.lines().forEach(line -> back.merge(line.store(), line.amountMinor(), Long::sum));
  }
}
