package fiveseal.auditor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The independent auditor's command line. It needs a database role that may read the schema {@code
 * settlement}, no key and no other part of the application.
 */
@Command(
    name = "auditor",
    description = "Recompute every invariant of the settlement database from its evidence.",
    sortOptions = false)
public final class Auditor implements Callable<Integer> {
  private static final int NOT_RUN = 2;

  @Option(names = "--url", required = true, description = "JDBC URL of the database")
  private String url;

  @Option(names = "--user", required = true, description = "role with SELECT, fiveseal_auditor")
  private String user;

  @Option(
      names = "--password-file",
      description = "its password; else the variable FIVESEAL_AUDITOR_PASSWORD, else none")
  private Path passwordFile;

  @Option(
      names = "--idle",
      description = "the manager stands still: judge ages as of its last recorded act")
  private boolean idle;

  @Mixin private AuditOptions options;

  private Auditor() {}

  /** Exit code 0: no violation; 1: violations; 2: the audit could not run. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /**
   * Runs an audit and prints its report.
   *
   * @return the exit code: 0 no violation, 1 violations, 2 the audit could not run
   */
  static int run(String... arguments) {
    CommandLine commandLine = new CommandLine(new Auditor());
    commandLine.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          System.err.println("auditor: could not run: " + failure.getMessage());
          return NOT_RUN;
        });
    return commandLine.execute(arguments);
  }

  @Override
  public Integer call() throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(url, user, password())) {
      return options.audit(idle).report(connection, System.out);
    }
  }

  private String password() throws IOException {
    if (passwordFile != null) {
      return Files.readString(passwordFile).strip();
    }
    return Optional.ofNullable(System.getenv("FIVESEAL_AUDITOR_PASSWORD")).orElse("");
  }
}
