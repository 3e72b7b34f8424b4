package fiveseal.testbed.simulator.world;

import fiveseal.protocol.RefundLine;
import fiveseal.protocol.RequestLine;
import java.util.ArrayList;
import java.util.List;

/** Stores that give back: whole sales, single lines, parts, and sometimes more than they may. */
final class Giving {
  private final Calls calls;
  private int made;

  Giving(Calls calls) {
    this.calls = calls;
  }

  void refund(Sale sale, Chance chance) {
    if (sale.settlementId().isEmpty()) {
      return;
    }
    String id = sale.settlementId().get();
    List<RequestLine> sold = sale.request().message().lines();
    List<RefundLine> back = lines(sold, chance);
    made++;
    String refundId = sale.name() + "-b" + made;
    String message =
        sale.till()
            .refund(
                refundId,
                id,
                back,
                sale.request().message().amount().currency().code(),
                lowerStore(sale, back, chance));
    Request request = Requests.refund(refundId, message);
    Reply reply = calls.call(request);
    if (reply.unknown() && chance.percent(60)) {
      calls.call(request);
    }
  }

  private static List<RefundLine> lines(List<RequestLine> sold, Chance chance) {
    List<RefundLine> back = new ArrayList<>();
    boolean whole = chance.percent(30);
    for (int i = 0; i < sold.size(); i++) {
      RequestLine line = sold.get(i);
      boolean last = back.isEmpty() && i == sold.size() - 1;
      if (whole || last || chance.percent(50)) {
        long amount = whole ? line.amountMinor() : chance.between(1, line.amountMinor());
        back.add(new RefundLine(line.store(), chance.percent(4) ? amount + 1_000 : amount));
      }
    }
    return back;
  }

  /** A lower store may give back its own lines itself. */
  private static String lowerStore(Sale sale, List<RefundLine> back, Chance chance) {
    String first = back.get(0).store();
    boolean own = back.stream().allMatch(line -> line.store().equals(first));
    return own && chance.percent(50) ? first : sale.till().storeId();
  }
}
