package fiveseal.clientdevice;

import fiveseal.clientdevice.reader.PcscReaders;
import fiveseal.clientdevice.reader.ReaderException;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.card.CardChannel;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** What the device's commands share: options, and one sentence and an exit code at the end. */
abstract class DeviceCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DeviceOptions options;

  DeviceCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The manager's address, if the command's parameters name it. */
  Optional<URI> serverOfLink() {
    return Optional.empty();
  }

  abstract Outcome run(Device device);

  @Override
  public Integer call() {
    Screen screen = options.screen(terminal);
    try {
      return screen.finish(run(device(screen)));
    } catch (DeviceException e) {
      return failed(screen, e);
    } catch (ProtocolException e) {
      return failed(
          screen, new DeviceException(Outcome.REFUSED, "Refused: " + e.detail() + ".", e));
    }
  }

  private int failed(Screen screen, DeviceException e) {
    terminal.err().println(Screen.printable(e.getMessage()));
    terminal.err().flush();
    return screen.finish(e.outcome(), e);
  }

  private Device device(Screen screen) {
    ConnectionOptions connection = options.connection();
    URI server = connection.server(serverOfLink());
    HttpClient http = ServerConnection.plainHttp();
    return Device.of(
        new ServerConnection(http, server, ServerConnection.PAUSES),
        new PinFile(connection.home(), server),
        reader(connection, http, server),
        connection.home(),
        screen,
        Clock.systemUTC());
  }

  private static CardChannel reader(ConnectionOptions connection, HttpClient http, URI server) {
    if (!connection.isPcsc()) {
      return new HttpReader(http, connection.readerUrl(server), connection.reader());
    }
    try {
      return PcscReaders.open(connection.pcscName()).only();
    } catch (ReaderException e) {
      throw new DeviceException(
          Outcome.CARD, "The card reader cannot be used: " + e.getMessage() + ".", e);
    }
  }
}
