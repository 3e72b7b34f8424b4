package fiveseal.storedevice.cli;

import fiveseal.protocol.Json;
import fiveseal.storedevice.ManagerUnreachable;
import fiveseal.storedevice.TillOrder;
import fiveseal.storedevice.TillOrders;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A lower store's till orders its mall to sell for it. */
@Command(
    name = "order",
    mixinStandardHelpOptions = true,
    description = {
      "Makes and signs a lower store's order and sends it to the mall, whose desk asks for its"
          + " payment.",
      "Run again with the same order id, it sends the same signed message."
    })
final class OrderCommand implements Callable<Integer> {
  @Mixin private DeviceOptions options;

  @Option(names = "--mall", required = true, description = "The mall's store id.")
  private String mall;

  @Option(names = "--amount", required = true, description = "The sum, in minor units.")
  private long amount;

  @Option(names = "--currency", required = true, description = "Alphabetic ISO 4217 code.")
  private String currency;

  @Option(names = "--description", required = true, description = "What the holder is shown.")
  private String description;

  @Option(
      names = "--order-id",
      description =
          "This store's id of the order; by default a new one. The same again is a retry.")
  private String orderId;

  @Option(
      names = "--valid-minutes",
      defaultValue = "60",
      description =
          "How long the desk may ask for its payment, 1 … 1440 (default: ${DEFAULT-VALUE}).")
  private int validMinutes;

  @Override
  public Integer call() {
    if (validMinutes < 1 || validMinutes > Duration.ofDays(1).toMinutes()) {
      throw options.wrong("--valid-minutes is not 1 … 1440");
    }
    TillOrder wanted =
        new TillOrder(mall, amount, currency, description, Duration.ofMinutes(validMinutes));
    try (DeviceOptions.Opened opened = options.open().withLivingKey()) {
      TillOrders orders = opened.tillOrders();
      String id = orderId == null ? orders.newId() : orderId;
      try {
        show(orders.order(id, wanted));
      } catch (ManagerUnreachable e) {
        options.err().println("to try again: --order-id " + id);
        throw e;
      }
      return Exit.OK.code();
    }
  }

  private void show(TillOrders.Taken taken) {
    if (options.json()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("orderId", taken.orderId());
      members.put("state", taken.state());
      members.put("message", taken.message());
      options.out().println(Json.write(members));
      return;
    }
    options.out().println("orderId      " + taken.orderId());
    options.out().println("state        " + taken.state());
    options.out().println("the mall's desk asks for its payment");
  }
}
