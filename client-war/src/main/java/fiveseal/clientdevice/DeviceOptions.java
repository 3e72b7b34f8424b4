package fiveseal.clientdevice;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the commands that do one thing with a card and end. */
final class DeviceOptions {
  @Mixin private final ConnectionOptions connection = new ConnectionOptions("reader-1");

  @Option(names = "--yes", description = "Agree beforehand to what is shown.")
  private boolean yes;

  @Option(names = "--json", description = "Print one JSON object instead of lines for a person.")
  private boolean json;

  ConnectionOptions connection() {
    return connection;
  }

  Screen screen(Terminal terminal) {
    return new Screen(terminal.out(), terminal.in(), yes, json);
  }
}
