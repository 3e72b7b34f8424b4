package fiveseal.clientdevice;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pay}: a store's link, or its message 1 relayed by this device. */
@Command(
    name = "pay",
    description = "Pays what a store asks for; run again, it finishes what was begun.",
    mixinStandardHelpOptions = true)
final class PayCommand extends DeviceCommand {

  @ArgGroup(multiplicity = "1")
  private Asked asked;

  @Option(
      names = "--receipt-wait",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long to wait for the store's receipt (default: ${DEFAULT-VALUE}).")
  private int receiptWaitSeconds;

  /** Exactly one of the two. */
  static final class Asked {
    @Parameters(
        paramLabel = "PAY-URL",
        description = "The store's link, http://HOST/client/#settlement=ID.")
    private String link;

    @Option(
        names = "--request",
        paramLabel = "MESSAGE-OR-FILE",
        description = "The store's message 1 itself, or a file with it; needs --server.")
    private String request;
  }

  PayCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Optional<URI> serverOfLink() {
    return Optional.ofNullable(asked.link).map(link -> PayUrl.parse(link).clientBase());
  }

  @Override
  Outcome run(Device device) {
    Payment payment = new Payment(device, receiptWaitSeconds);
    return asked.link == null
        ? payment.payRequest(message1(asked.request))
        : payment.pay(PayUrl.parse(asked.link).settlementId());
  }

  private static String message1(String messageOrFile) {
    if (messageOrFile.matches("eyJ[A-Za-z0-9_-]+[.][A-Za-z0-9_-]+[.][A-Za-z0-9_-]+")) {
      return messageOrFile;
    }
    try {
      return Files.readString(Path.of(messageOrFile), US_ASCII).strip();
    } catch (IOException | InvalidPathException e) {
      throw new DeviceException(
          Outcome.USAGE, "--request is neither a message 1 nor a file that can be read.", e);
    }
  }
}
