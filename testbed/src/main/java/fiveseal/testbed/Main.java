package fiveseal.testbed;

import fiveseal.testbed.simulator.SimulateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What the launcher script calls. */
@Command(
    name = "fiveseal",
    subcommands = {
      RunCommand.class,
      StopCommand.class,
      VerifyCommand.class,
      AuditCommand.class,
      KeysCommand.class,
      FaultsCommand.class,
      SimulateCommand.class
    },
    description = "The whole mall on this machine.")
final class Main {

  private Main() {}

  /** Exit code 0: well; 1: what was asked for failed; 2: the command line is wrong. */
  public static void main(String[] arguments) {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof Trouble) {
            System.err.println("fiveseal: " + failure.getMessage());
          } else {
            failure.printStackTrace();
          }
          return 1;
        });
    System.exit(commandLine.execute(arguments));
  }
}
