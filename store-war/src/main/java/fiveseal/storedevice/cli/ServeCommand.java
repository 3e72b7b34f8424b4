package fiveseal.storedevice.cli;

import fiveseal.protocol.Json;
import fiveseal.protocol.ProtocolException;
import fiveseal.storedevice.CompletionServer;
import fiveseal.storedevice.PaidOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes pushed completions until it is stopped (claims 5, 6, 20 and 21). */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Takes completions that the manager pushes, on the loopback interface, and answers with"
          + " receipts; once a minute it fetches what it missed.",
      "Runs until it is stopped."
    })
final class ServeCommand implements Callable<Integer> {
  private static final long CATCH_UP_SECONDS = 60;

  @Mixin private DeviceOptions options;

  @Option(
      names = "--port",
      defaultValue = "0",
      description = "The port on 127.0.0.1; 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--public-url",
      description = "What the manager shall push to, if a reverse proxy stands before this.")
  private String publicUrl;

  @Override
  public Integer call() {
    try (DeviceOptions.Opened opened = options.open()) {
      PaidOrderView view = new PaidOrderView(options, opened);
      try (CompletionServer server =
          new CompletionServer(port, message3 -> complete(opened, view, message3))) {
        tell("listening", server.address());
        keepUp(opened, view, publicUrl == null ? server.address() : URI.create(publicUrl));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot listen on port " + port, e);
      } catch (InterruptedException e) {
        // Whoever stops this program wants it to end, not to fail.
        Thread.currentThread().interrupt();
      }
    }
    return Exit.OK.code();
  }

  private String complete(DeviceOptions.Opened opened, PaidOrderView view, String message3) {
    try {
      PaidOrder paid = opened.device().complete(message3);
      view.show(paid, Optional.empty());
      return paid.receipt().compact();
    } catch (ProtocolException e) {
      options.err().println("refused, goods stay: " + e.code().code() + ": " + e.detail());
      throw e;
    }
  }

  private void tell(String what, URI address) {
    options
        .out()
        .println(
            options.json() ? Json.write(Map.of(what, address.toString())) : what + ' ' + address);
  }

  private void keepUp(DeviceOptions.Opened opened, PaidOrderView view, URI address)
      throws InterruptedException {
    AtomicBoolean registered = new AtomicBoolean();
    ScheduledExecutorService sweep = Executors.newSingleThreadScheduledExecutor();
    try {
      var unused =
          sweep.scheduleWithFixedDelay(
              () -> {
                register(opened, address, registered);
                catchUp(opened, view);
                // After what waits was sent: it may bear the key before.
                opened.withLivingKey();
              },
              0,
              CATCH_UP_SECONDS,
              TimeUnit.SECONDS);
      new CountDownLatch(1).await();
    } finally {
      sweep.shutdownNow();
    }
  }

  /** The manager may be down when this starts: then completions wait there until it succeeds. */
  private void register(DeviceOptions.Opened opened, URI address, AtomicBoolean registered) {
    if (registered.get()) {
      return;
    }
    try {
      opened.device().registerEndpoint(address);
      registered.set(true);
      tell("registered", address);
    } catch (RuntimeException e) {
      options.err().println("not registered, trying again later: " + e.getMessage());
    }
  }

  private void catchUp(DeviceOptions.Opened opened, PaidOrderView view) {
    try {
      opened
          .device()
          .catchUp((id, why) -> options.err().println("refused: " + id + ": " + why.getMessage()))
          .forEach(paid -> view.show(paid, Optional.of("RECEIPTED")));
    } catch (RuntimeException e) {
      // Whatever it is: a task that throws would never run again.
      options.err().println("catching up failed, trying again later: " + e.getMessage());
    }
  }
}
