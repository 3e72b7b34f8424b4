package fiveseal.clientdevice;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which manager, which reader, and where this device keeps its files. */
final class ConnectionOptions {
  static final String PCSC = "pcsc";

  private static final String SERVER_DEFAULT = "http://localhost:8080/client";

  private final String readerDefault;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "The manager's client side (default: that of the payment link, or "
              + SERVER_DEFAULT
              + ").")
  private String server;

  @Option(
      names = "--reader-url",
      paramLabel = "URL",
      description =
          "The card reader's API, such as http://localhost:8080/card-sim/api/v1"
              + " (default: /card-sim/api/v1 on the server's host).")
  private String readerUrl;

  @Option(
      names = "--reader",
      paramLabel = "ID",
      description =
          "The reader: pcsc, or pcsc:NAME with a part of its name, for those that are connected to"
              + " this machine; otherwise the id of one behind --reader-url (default: reader-1; of"
              + " agent: pcsc).")
  private String reader;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = "${sys:user.home}/.fiveseal-client",
      description = "The folder for pinned keys and receipts (default: ${DEFAULT-VALUE}).")
  private Path home;

  /**
   * @param readerDefault the reader if none is named
   */
  ConnectionOptions(String readerDefault) {
    this.readerDefault = readerDefault;
  }

  /**
   * @param ofLink the payment link's, if there is one; {@code --server} goes before it
   */
  URI server(Optional<URI> ofLink) {
    return server != null
        ? base("--server", server)
        : ofLink.orElseGet(() -> URI.create(SERVER_DEFAULT));
  }

  URI readerUrl(URI server) {
    return readerUrl != null ? base("--reader-url", readerUrl) : server.resolve("/card-sim/api/v1");
  }

  String reader() {
    return reader == null ? readerDefault : reader;
  }

  /** Whether the reader is one of this machine's, by PC/SC. */
  boolean isPcsc() {
    return reader().equals(PCSC) || reader().startsWith(PCSC + ":");
  }

  /** The part of a PC/SC reader's name that was given. */
  Optional<String> pcscName() {
    return Optional.of(reader())
        .filter(named -> named.length() > PCSC.length() + 1)
        .map(named -> named.substring(PCSC.length() + 1));
  }

  Path home() {
    return home;
  }

  private static URI base(String option, String url) {
    try {
      return PayUrl.base(url);
    } catch (IllegalArgumentException e) {
      throw new DeviceException(
          Outcome.USAGE, option + " must be an address such as http://localhost:8080/client.", e);
    }
  }
}
