package fiveseal.storedevice.cli;

import fiveseal.protocol.Json;
import fiveseal.storedevice.Reversals;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes back a request that is not paid yet. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = "Cancels a request, sent already or not; prints the settlement's state now.")
final class CancelCommand implements Callable<Integer> {
  @Mixin private DeviceOptions options;

  @Parameters(paramLabel = "REQUEST_ID", description = "The request's id.")
  private String requestId;

  @Override
  public Integer call() {
    try (DeviceOptions.Opened opened = options.open().withLivingKey()) {
      show(opened.reversals().cancel(requestId));
      return Exit.OK.code();
    }
  }

  private void show(Reversals.Taken taken) {
    if (options.json()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("requestId", taken.id());
      members.put("state", taken.state());
      members.put("message", taken.message());
      options.out().println(Json.write(members));
      return;
    }
    options.out().println("requestId    " + taken.id());
    options.out().println("state        " + taken.state());
    options.out().println(meaning(taken.state()));
  }

  private static String meaning(String state) {
    return switch (state) {
      case "CANCELLED" -> "nobody can pay it any more";
      case "COMPLETED", "RECEIPTED" -> "too late: it is paid; refund it, or let the goods go";
      case "IN_DOUBT" ->
          "a card may have paid it: it ends at the card's next touch, and what was"
              + " taken goes back to the card";
      case "REVERSED" -> "a card had paid it; what was taken goes back to the card";
      default -> "it takes no payment any more";
    };
  }
}
