package fiveseal.clientdevice;

import fiveseal.protocol.IsoCurrency;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.UuidV7;
import java.util.UUID;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code load}: a top-up by voucher or reference. */
@Command(name = "load", description = "Loads value onto the card.", mixinStandardHelpOptions = true)
final class LoadCommand extends DeviceCommand {

  @Option(
      names = "--amount",
      required = true,
      description = "In the currency's own decimals, such as 1980 (JPY) or 12.50 (EUR).")
  private String amount;

  @Option(names = "--currency", required = true, description = "ISO 4217, such as JPY.")
  private String currency;

  @ArgGroup(multiplicity = "1")
  private Paid paid;

  @Option(
      names = "--update-id",
      paramLabel = "UUID",
      description = "Resumes the load that an earlier run began and named.")
  private String updateId;

  /** Exactly one of the two. */
  static final class Paid {
    @Option(names = "--voucher", paramLabel = "CODE", description = "A voucher's code.")
    private String voucher;

    @Option(names = "--reference", description = "A confirmed funding reference.")
    private String reference;
  }

  LoadCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Outcome run(Device device) {
    boolean resumed = updateId != null;
    if (resumed && !UuidV7.isCanonical(updateId)) {
      throw new DeviceException(Outcome.USAGE, "--update-id must be a UUID in lower case.");
    }
    LoadOrder.Funding funding =
        paid.voucher == null
            ? new LoadOrder.Funding("reference", paid.reference)
            : new LoadOrder.Funding("voucher", paid.voucher);
    return new Load(device)
        .load(
            new LoadOrder(
                resumed ? updateId : UUID.randomUUID().toString(),
                resumed,
                AmountText.parse(amount, isoCurrency()),
                funding));
  }

  private IsoCurrency isoCurrency() {
    try {
      return IsoCurrency.of(currency);
    } catch (ProtocolException e) {
      throw new DeviceException(
          Outcome.USAGE, "--currency must be an active ISO 4217 code, such as JPY.", e);
    }
  }
}
