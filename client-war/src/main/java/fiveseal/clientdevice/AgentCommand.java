package fiveseal.clientdevice;

import fiveseal.clientdevice.agent.AgentServer;
import fiveseal.clientdevice.agent.ConsoleConfirmation;
import fiveseal.clientdevice.reader.CardReaders;
import fiveseal.clientdevice.reader.PcscReaders;
import fiveseal.clientdevice.reader.ReaderException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code agent}: lets pages of this machine's browser use its card readers, until it is stopped.
 */
@Command(
    name = "agent",
    description =
        "Offers the card readers of this machine to the wallet in its browser, and serves the wallet"
            + " itself; asks here before a card changes.",
    mixinStandardHelpOptions = true)
final class AgentCommand implements Callable<Integer> {
  private static final String SIMULATED_ATR = "3B80800101";

  /** The wallet waits 30 seconds for EXECUTE, and then says that it does not know. */
  private static final int CONFIRM_SECONDS_MAX = 25;

  private final Terminal terminal;

  @Mixin private final ConnectionOptions connection = new ConnectionOptions(ConnectionOptions.PCSC);

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8453",
      description = "On 127.0.0.1 (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--confirm-seconds",
      paramLabel = "N",
      defaultValue = "25",
      description = "After which a question counts as refused (default: ${DEFAULT-VALUE}).")
  private int confirmSeconds;

  AgentCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (AgentServer agent = open()) {
      terminal.out().println("agent   " + agent.address());
      terminal.out().println("Open that address for the wallet; end the agent with Ctrl-C.");
      terminal.out().flush();
      new CountDownLatch(1).await();
      return Outcome.DONE.exitCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.DONE.exitCode();
    } catch (DeviceException e) {
      terminal.err().println(Screen.printable(e.getMessage()));
      terminal.err().flush();
      return e.outcome().exitCode();
    }
  }

  private AgentServer open() {
    if (port < 0 || port > 65_535 || confirmSeconds < 1 || confirmSeconds > CONFIRM_SECONDS_MAX) {
      throw new DeviceException(
          Outcome.USAGE, "--port is 0 to 65535 (0: any), --confirm-seconds 1 to 25.");
    }
    URI server = connection.server(Optional.empty());
    HttpClient http = ServerConnection.plainHttp();
    ClientApi api = new ClientApi(new ServerConnection(http, server, ServerConnection.PAUSES));
    try {
      return new AgentServer(
          port,
          new AgentServer.Parts(
              server,
              http,
              readers(http, server),
              new MessageProof(
                  new PinFile(connection.home(), server), api, Clock.systemUTC(), this::notice),
              new ConsoleConfirmation(terminal.in(), terminal.out()),
              Duration.ofSeconds(confirmSeconds)));
    } catch (ReaderException e) {
      throw new DeviceException(
          Outcome.CARD, "The card readers cannot be used: " + e.getMessage() + ".", e);
    } catch (IOException e) {
      throw new DeviceException(
          Outcome.FAILED,
          "Port " + port + " cannot be used (" + e.getMessage() + "); choose another with --port.",
          e);
    }
  }

  private CardReaders readers(HttpClient http, URI server) throws ReaderException {
    if (connection.isPcsc()) {
      return PcscReaders.open(connection.pcscName());
    }
    String reader = connection.reader();
    return new OneHttpReader(
        reader, SIMULATED_ATR, new HttpReader(http, connection.readerUrl(server), reader));
  }

  private void notice(String line) {
    terminal.out().println(Screen.printable(line));
    terminal.out().flush();
  }
}
