package fiveseal.clientdevice;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that every command of the device takes. */
final class DeviceOptions {
  private static final String SERVER_DEFAULT = "http://localhost:8080/client";

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
      defaultValue = "reader-1",
      description = "The reader (default: ${DEFAULT-VALUE}).")
  private String reader;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = "${sys:user.home}/.fiveseal-client",
      description = "The folder for pinned keys and receipts (default: ${DEFAULT-VALUE}).")
  private Path home;

  @Option(names = "--yes", description = "Agree beforehand to what is shown.")
  private boolean yes;

  @Option(names = "--json", description = "Print one JSON object instead of lines for a person.")
  private boolean json;

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
    return reader;
  }

  Path home() {
    return home;
  }

  Screen screen(Terminal terminal) {
    return new Screen(terminal.out(), terminal.in(), yes, json);
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
