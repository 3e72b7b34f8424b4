package fiveseal.testbed;

import fiveseal.auditor.AuditOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Lets the independent auditor read the database of a folder. If no mall runs there, the database
 * is started alone and ended again.
 */
@Command(name = "audit", description = "Recompute every invariant from the database.")
final class AuditCommand implements Callable<Integer> {
  private static final int NOT_RUN = 2;
  private static final int LINE_OF_PORT = 3;

  @Option(names = "--data", required = true, description = "folder of the mall")
  private Path data;

  @Mixin private AuditOptions options;

  @Override
  public Integer call() {
    try {
      RunFolder folder = RunFolder.at(data);
      Secrets secrets = new Secrets(folder.secrets(), new SecureRandom());
      boolean runs = Leftover.of(folder.lock(), Main.class.getName()).isPresent();
      return runs ? audit(runningPort(folder), secrets, false) : auditAlone(folder, secrets);
    } catch (Trouble | SQLException | IOException e) {
      System.err.println("fiveseal: the audit could not run: " + e.getMessage());
      return NOT_RUN;
    }
  }

  /** The fourth line of the server's own file. */
  private static int runningPort(RunFolder folder) throws IOException {
    List<String> lines = Files.readAllLines(folder.database().resolve("postmaster.pid"));
    return Integer.parseInt(lines.get(LINE_OF_PORT).strip());
  }

  private int auditAlone(RunFolder folder, Secrets secrets) throws SQLException, IOException {
    RunLock lock = RunLock.take(folder);
    try {
      RunningMall.endServers(folder);
      int port = freePort();
      DatabaseServer server = DatabaseServer.start(folder, port, secrets);
      try {
        return audit(port, secrets, true);
      } finally {
        server.close();
      }
    } finally {
      lock.close();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private int audit(int port, Secrets secrets, boolean idle) throws SQLException, IOException {
    String password = DatabaseServer.password(secrets, DatabaseServer.AUDITOR);
    try (Connection connection =
        DriverManager.getConnection(DatabaseServer.url(port), DatabaseServer.AUDITOR, password)) {
      return options.audit(idle).report(connection, System.out);
    }
  }
}
