package fiveseal.storedevice.cli;

import fiveseal.protocol.Json;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.jws.Signed;
import fiveseal.storedevice.JournalEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a receipt, or sends it again (claim 6). */
@Command(
    name = "receipt",
    mixinStandardHelpOptions = true,
    description = "Prints the receipt (message 4) of an order; with --send, sends it again.")
final class ReceiptCommand implements Callable<Integer> {
  @Mixin private DeviceOptions options;

  @Parameters(paramLabel = "ID", description = "The settlement's or the request's id.")
  private String id;

  @Option(names = "--send", description = "Send it to the manager again; the same bytes.")
  private boolean send;

  @Override
  public Integer call() {
    try (DeviceOptions.Opened opened = options.open()) {
      JournalEntry entry =
          opened
              .device()
              .journal()
              .bySettlement(id)
              .or(() -> opened.device().journal().byRequest(id))
              .orElseThrow(() -> new IllegalStateException("no such order here: " + id));
      if (entry.message4().isEmpty()) {
        options.err().println("not paid yet, as far as this device knows; run watch");
        return Exit.NOT_YET.code();
      }
      Signed<SettlementReceipt> receipt =
          Signed.parse(entry.message4().get(), SettlementReceipt.class);
      String state = send ? opened.device().send(receipt) : entry.state();
      show(entry.requestId(), receipt, state);
      return Exit.OK.code();
    }
  }

  private void show(String requestId, Signed<SettlementReceipt> receipt, String state) {
    if (!options.json()) {
      options.out().println(receipt.compact());
      return;
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("requestId", requestId);
    members.put("settlementId", receipt.message().settlementId());
    members.put("state", state);
    members.put("message4", receipt.compact());
    options.out().println(Json.write(members));
  }
}
