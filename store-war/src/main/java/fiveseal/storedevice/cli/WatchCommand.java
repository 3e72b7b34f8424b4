package fiveseal.storedevice.cli;

import fiveseal.storedevice.JournalEntry;
import fiveseal.storedevice.PaidOrder;
import fiveseal.storedevice.StoreDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Waits for one completion, checks it, sends the receipt (claims 5, 6, 20 and 21). */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = "Waits until an order is paid, checks the completion, sends the receipt.")
final class WatchCommand implements Callable<Integer> {
  private static final int POLL_SECONDS = 25;
  private static final Duration LOOK_UP_PAUSE = Duration.ofSeconds(1);

  @Mixin private DeviceOptions options;

  @Parameters(paramLabel = "ID", description = "The request's or the settlement's id.")
  private String id;

  @Option(
      names = "--timeout",
      defaultValue = "900",
      description = "Seconds to wait (default: ${DEFAULT-VALUE}).")
  private long timeoutSeconds;

  @Override
  public Integer call() throws InterruptedException {
    try (DeviceOptions.Opened opened = options.open().withLivingKey()) {
      Instant end = options.clock().instant().plusSeconds(timeoutSeconds);
      Optional<String> settlementId = settlement(opened.device(), end);
      while (settlementId.isPresent()) {
        long left = Duration.between(options.clock().instant(), end).toSeconds();
        int wait = (int) Math.max(0, Math.min(POLL_SECONDS, left));
        Optional<PaidOrder> paid = opened.device().pull(settlementId.get(), wait);
        if (paid.isPresent()) {
          String state = opened.device().send(paid.get().receipt());
          new PaidOrderView(options, opened).show(paid.get(), Optional.of(state));
          return Exit.OK.code();
        }
        if (left <= 0) {
          break;
        }
      }
      options.err().println("not paid yet");
      return Exit.NOT_YET.code();
    }
  }

  /** A relayed request's settlement is known to the manager only after the client sent it. */
  private Optional<String> settlement(StoreDevice device, Instant end) throws InterruptedException {
    Optional<JournalEntry> entry =
        device.journal().byRequest(id).or(() -> device.journal().bySettlement(id));
    if (entry.isEmpty()) {
      throw new IllegalStateException("this device made no such request: " + id);
    }
    Optional<String> settlementId = entry.get().settlementId();
    while (settlementId.isEmpty()) {
      settlementId = device.reads().settlementOf(entry.get().requestId());
      if (settlementId.isEmpty()) {
        if (!options.clock().instant().isBefore(end)) {
          return Optional.empty();
        }
        Thread.sleep(LOOK_UP_PAUSE.toMillis());
      }
    }
    return settlementId;
  }
}
