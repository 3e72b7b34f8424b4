package fiveseal.storedevice.cli;

import fiveseal.protocol.Json;
import fiveseal.protocol.RefundLine;
import fiveseal.protocol.RefundRequest;
import fiveseal.protocol.jws.Signed;
import fiveseal.storedevice.RefundWish;
import fiveseal.storedevice.Reversals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives back what was paid, whole or in part. */
@Command(
    name = "refund",
    mixinStandardHelpOptions = true,
    description = {
      "Gives back what a settlement took: all that is left, an amount, or what each store gives.",
      "Run again after no answer, it sends the same signed message."
    })
final class RefundCommand implements Callable<Integer> {
  @Mixin private DeviceOptions options;

  @Parameters(paramLabel = "SETTLEMENT_ID", description = "The settlement's id.")
  private String settlementId;

  @Option(names = "--amount", description = "The sum, in minor units; by default all that is left.")
  private Long amount;

  @Option(
      names = "--line",
      paramLabel = "STORE=AMOUNT",
      description = "What one store gives back, in minor units; once per store.")
  private Map<String, Long> lines = new LinkedHashMap<>();

  @Option(
      names = "--currency",
      description = "Alphabetic ISO 4217 code; only a lower store has to tell it.")
  private String currency;

  @Option(
      names = "--refund-id",
      description =
          "This store's id of the refund; by default a new one. The same again is a retry.")
  private String refundId;

  @Override
  public Integer call() {
    List<RefundLine> wanted =
        lines.entrySet().stream().map(e -> new RefundLine(e.getKey(), e.getValue())).toList();
    RefundWish wish =
        new RefundWish(
            settlementId,
            amount == null ? OptionalLong.empty() : OptionalLong.of(amount),
            wanted,
            Optional.ofNullable(currency));
    try (DeviceOptions.Opened opened = options.open().withLivingKey()) {
      show(opened.reversals().refund(wish, Optional.ofNullable(refundId)));
      return Exit.OK.code();
    }
  }

  private void show(Reversals.Taken taken) {
    RefundRequest refund = Signed.parse(taken.message(), RefundRequest.class).message();
    if (options.json()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("refundId", taken.id());
      members.put("settlementId", refund.settlementId());
      members.put("state", taken.state());
      members.put("amount", refund.amount().minor());
      members.put("currency", refund.amount().currency().code());
      members.put("message", taken.message());
      options.out().println(Json.write(members));
      return;
    }
    options.out().println("refundId     " + taken.id());
    options.out().println("amount       " + refund.amount());
    refund.lines().forEach(l -> options.out().println("  " + l.store() + "  " + l.amountMinor()));
    options.out().println("state        " + taken.state());
    options.out().println("the card gets it at its next touch");
  }
}
