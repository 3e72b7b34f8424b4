package fiveseal.clientdevice;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** The program {@code client-device.jar}: a client device without a browser. */
@Command(
    name = "client-device",
    description = "Pays and loads with an IC card in a reader.",
    mixinStandardHelpOptions = true,
    version = "client-device, protocol version 1",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the device failed",
      "2:wrong command line",
      "3:a seal or a message was wrong, nothing was given to the card",
      "4:the card declined, refused or is not there",
      "5:the manager refused",
      "6:the manager gave no answer",
      "7:paid, but the receipt is invalid",
      "8:not confirmed",
      "9:a key is not the one that was pinned"
    })
public final class ClientDevice {
  private ClientDevice() {}

  public static void main(String[] arguments) {
    System.exit(run(Terminal.ofProcess(), arguments));
  }

  /** Runs one command; gives its exit code. */
  static int run(Terminal terminal, String... arguments) {
    return new CommandLine(new ClientDevice())
        .addSubcommand(new PayCommand(terminal))
        .addSubcommand(new LoadCommand(terminal))
        .addSubcommand(new BalanceCommand(terminal))
        .addSubcommand(new RepairCommand(terminal))
        .addSubcommand(new HistoryCommand(terminal))
        .addSubcommand(new AgentCommand(terminal))
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              terminal.err().println("The device failed: " + Screen.printable(failure.toString()));
              return ExitCode.SOFTWARE;
            })
        .execute(arguments);
  }
}
