package fiveseal.storedevice.cli;

import fiveseal.protocol.Json;
import fiveseal.storedevice.TillOrders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What became of a lower store's order at its mall. */
@Command(
    name = "order-state",
    mixinStandardHelpOptions = true,
    description = "Prints how one of this lower store's orders stands at the mall; 0: it is paid.")
final class OrderStateCommand implements Callable<Integer> {
  @Mixin private DeviceOptions options;

  @Option(names = "--mall", required = true, description = "The mall's store id.")
  private String mall;

  @Parameters(paramLabel = "ORDER_ID", description = "The order's id.")
  private String orderId;

  @Override
  public Integer call() {
    try (DeviceOptions.Opened opened = options.open().withLivingKey()) {
      TillOrders.Status status = opened.tillOrders().status(mall, orderId);
      show(status);
      return exit(status.state()).code();
    }
  }

  private static Exit exit(String state) {
    return switch (state) {
      case "PAID" -> Exit.OK;
      case "CANCELLED", "EXPIRED", "DECLINED", "REVERSED", "REFUSED" -> Exit.ENDED;
      default -> Exit.NOT_YET;
    };
  }

  private void show(TillOrders.Status status) {
    if (options.json()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("orderId", status.orderId());
      members.put("state", status.state());
      members.put("expiresAt", status.expiresAt());
      status.paidAt().ifPresent(at -> members.put("paidAt", at));
      status.receiptNumber().ifPresent(number -> members.put("receiptNumber", number));
      options.out().println(Json.write(members));
      return;
    }
    options.out().println("orderId      " + status.orderId());
    options.out().println("state        " + status.state());
    status.receiptNumber().ifPresent(number -> options.out().println("receipt      " + number));
  }
}
