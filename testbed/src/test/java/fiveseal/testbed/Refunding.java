package fiveseal.testbed;

import fiveseal.protocol.Amount;
import fiveseal.protocol.RefundLine;
import fiveseal.protocol.RefundRequest;
import fiveseal.protocol.jws.Signed;
import java.util.List;

/** A till that gives back what it sold. */
record Refunding(Mall mall, Till till) {

  /** The whole of a settlement over one line of the store itself; minor units. */
  void whole(String settlementId, long amountMinor) {
    line(settlementId, till.storeId(), amountMinor);
  }

  /** What one store sold in a settlement of this till's; minor units. */
  void line(String settlementId, String store, long amountMinor) {
    long now = mall.now();
    RefundRequest refund =
        new RefundRequest(
            till.storeId(),
            "manager",
            Till.newId(),
            settlementId,
            Amount.of(amountMinor, Mall.CURRENCY),
            List.of(new RefundLine(store, amountMinor)),
            now,
            now + 60);
    mall.http()
        .postJose(Till.STORE_API + "/refunds", Signed.by(till.key(), refund).compact())
        .require(201);
  }
}
