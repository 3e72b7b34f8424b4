package fiveseal.mall.console;

import fiveseal.manager.FoundSettlements;
import fiveseal.manager.MallReversals.AskedRefund;
import fiveseal.manager.SettlementStory;
import fiveseal.manager.StoreRefund;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much of a line may still go back. The manager knows what each store gave back, the mall's own
 * records of which line, and what is on its way: the smallest counts. The store device and the
 * manager check again, store by store, and have the last word.
 */
final class RefundRoom {
  private static final Set<String> REFUNDABLE = Set.of("COMPLETED", "RECEIPTED");

  private final SettlementStory story;
  private final List<AskedRefund> asked;

  RefundRoom(SettlementStory story, List<AskedRefund> asked) {
    this.story = story;
    this.asked = asked.stream().filter(AskedRefund::counts).toList();
  }

  /** Whether it was paid, and so can be given back. */
  boolean isRefundable() {
    return REFUNDABLE.contains(story.settlement().state());
  }

  /** Minor units, 0 if nothing is left. */
  long left(FoundSettlements.Line line) {
    if (!isRefundable()) {
      return 0;
    }
    long ofLine =
        line.amountMinor()
            - asked.stream()
                .filter(refund -> refund.lineNo() == line.lineNo())
                .mapToLong(AskedRefund::amountMinor)
                .sum();
    return Math.max(0, Math.min(ofLine, leftOf(line.storeId())));
  }

  private long leftOf(String store) {
    long sold =
        story.settlement().lines().stream()
            .filter(line -> line.storeId().equals(store))
            .mapToLong(FoundSettlements.Line::amountMinor)
            .sum();
    long back =
        story.refunds().stream()
            .flatMap(refund -> refund.parts().stream())
            .filter(part -> part.store().equals(store))
            .mapToLong(StoreRefund.Line::amountMinor)
            .sum();
    Set<String> arrived =
        story.refunds().stream()
            .map(SettlementStory.GivenBack::refundId)
            .collect(Collectors.toSet());
    long onItsWay =
        asked.stream()
            .filter(refund -> refund.storeId().equals(store))
            .filter(refund -> !arrived.contains(refund.refundId()))
            .mapToLong(AskedRefund::amountMinor)
            .sum();
    return sold - back - onItsWay;
  }
}
