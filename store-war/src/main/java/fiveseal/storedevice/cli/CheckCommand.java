package fiveseal.storedevice.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fiveseal.storedevice.PaidOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks a completion that came by another way than the network (claims 5 and 20). */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Checks a completion (message 3) in a file against this store's own order.")
final class CheckCommand implements Callable<Integer> {
  @Mixin private DeviceOptions options;

  @Parameters(paramLabel = "FILE", description = "The compact JWS.")
  private Path file;

  @Override
  public Integer call() {
    try (DeviceOptions.Opened opened = options.open()) {
      PaidOrder paid = opened.device().complete(Files.readString(file, US_ASCII).strip());
      new PaidOrderView(options, opened).show(paid, Optional.empty());
      return Exit.OK.code();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
