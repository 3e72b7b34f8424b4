package fiveseal.storedevice.cli;

import fiveseal.protocol.Json;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.storedevice.PaidOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows that goods may go, and why. */
final class PaidOrderView {
  private final DeviceOptions options;
  private final String storeId;
  private final String managerId;

  PaidOrderView(DeviceOptions options, DeviceOptions.Opened opened) {
    this.options = options;
    this.storeId = opened.config().identity().storeId();
    this.managerId = opened.config().identity().managerId();
  }

  /**
   * @param state the settlement's state after the manager took the receipt; empty if the receipt
   *     went out as the answer to a push, and the manager's verdict is not known here
   */
  void show(PaidOrder order, Optional<String> state) {
    List<Seal> seals = new ArrayList<>(Seal.checkedBy(storeId, order));
    if (state.isPresent()) {
      seals.add(Seal.receipt(order, managerId));
    }
    SettlementCompletion completion = order.paid().completion().message();
    if (options.json()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("requestId", completion.requestId());
      members.put("settlementId", completion.settlementId());
      members.put("goods", "released");
      members.put("state", state.orElse("COMPLETED"));
      members.put("amount", completion.amount().minor());
      members.put("currency", completion.amount().currency().code());
      members.put("receiptNumber", order.receipt().message().receiptNumber());
      members.put("message3", order.paid().completion().compact());
      members.put("message4", order.receipt().compact());
      members.put("seals", seals.stream().map(Seal::members).toList());
      options.out().println(Json.write(members));
      return;
    }
    seals.forEach(seal -> options.out().println(seal.sentence()));
    options
        .out()
        .println(
            "goods may go: request "
                + completion.requestId()
                + ", "
                + completion.amount()
                + ", receipt "
                + order.receipt().message().receiptNumber()
                + state.map(now -> ", " + now).orElse(""));
  }
}
