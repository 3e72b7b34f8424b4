package fiveseal.storedevice.cli;

import fiveseal.protocol.Json;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;
import fiveseal.storedevice.JournalEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists this device's orders from its own journal. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists this device's orders, the newest first, from its own journal.")
final class ListCommand implements Callable<Integer> {
  @Mixin private DeviceOptions options;

  @Option(
      names = "--limit",
      defaultValue = "50",
      description = "How many at most (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Override
  public Integer call() {
    try (DeviceOptions.Opened opened = options.open()) {
      for (JournalEntry entry : opened.device().journal().newest(limit)) {
        show(entry, Signed.parse(entry.message1(), SettlementRequest.class).message());
      }
      return Exit.OK.code();
    }
  }

  private void show(JournalEntry entry, SettlementRequest request) {
    if (!options.json()) {
      options
          .out()
          .println(
              String.join(
                  "  ",
                  entry.state(),
                  request.amount().toString(),
                  entry.requestId(),
                  entry.settlementId().orElse("-"),
                  request.description()));
      return;
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("requestId", entry.requestId());
    members.put("settlementId", entry.settlementId().orElse(null));
    members.put("state", entry.state());
    members.put("amount", request.amount().minor());
    members.put("currency", request.amount().currency().code());
    members.put("description", request.description());
    options.out().println(Json.write(members));
  }
}
