package fiveseal.storedevice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.protocol.ProtocolException;
import fiveseal.storedevice.JournalDamaged;
import fiveseal.storedevice.ManagerRefusal;
import fiveseal.storedevice.ManagerUnreachable;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The store device program (claims 17, 22 and 23): a shop's side of the protocol, without a server.
 */
@Command(
    name = "store-device",
    mixinStandardHelpOptions = true,
    version = "store-device 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Requests settlements, checks completions, issues receipts, gives back, orders at a mall.",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed here, 2 wrong command line, 3 refused (goods stay),",
      "4 no answer (run it again), 5 not paid yet, 6 ended without payment."
    },
    subcommands = {
      EnrolCommand.class,
      RenewCommand.class,
      RequestCommand.class,
      ServeCommand.class,
      WatchCommand.class,
      CheckCommand.class,
      ReceiptCommand.class,
      CancelCommand.class,
      RefundCommand.class,
      OrderCommand.class,
      OrderStateCommand.class,
      ListCommand.class,
      SelfTestCommand.class,
      CommandLine.HelpCommand.class
    })
public final class StoreDeviceProgram {
  private StoreDeviceProgram() {}

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, UTF_8);
    System.exit(run(out, err, args));
  }

  /** Runs one command; gives the exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine program = new CommandLine(new StoreDeviceProgram());
    program.setOut(out);
    program.setErr(err);
    program.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, err));
    if (args.length == 0) {
      program.usage(err);
      return Exit.USAGE.code();
    }
    return program.execute(args);
  }

  private static int explain(Exception failure, PrintWriter err) {
    if (failure instanceof ProtocolException refused) {
      err.println("refused here: " + refused.code().code() + ": " + refused.detail());
      return Exit.REFUSED.code();
    }
    if (failure instanceof ManagerRefusal refused) {
      err.println("refused by the manager: " + refused.code() + ": " + refused.getMessage());
      refused.state().ifPresent(state -> err.println("state: " + state));
      boolean ended = refused.code().equals("settlement-ended");
      return (ended ? Exit.ENDED : Exit.REFUSED).code();
    }
    if (failure instanceof ManagerUnreachable) {
      err.println(failure.getMessage());
      return Exit.UNREACHABLE.code();
    }
    if (failure instanceof IllegalStateException
        || failure instanceof UncheckedIOException
        || failure instanceof JournalDamaged) {
      err.println(failure.getMessage());
      return Exit.FAILED.code();
    }
    if (failure instanceof CommandLine.ParameterException wrong) {
      err.println(wrong.getMessage());
      return Exit.USAGE.code();
    }
    failure.printStackTrace(err);
    return Exit.FAILED.code();
  }
}
