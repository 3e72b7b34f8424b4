package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One step under every fault that takes a server away, on servers of its own: kill -9 of both,
 * clocks that jump, a full disk, a token of SoftHSM that holds all the manager's keys and is taken
 * away. What this machine cannot do is left out, and said so.
 *
 * <p>It waits most of its time for servers that start. So it begins before all other tests, in a
 * process beside them ({@link OutagesBeside}), and its end is looked at after them.
 */
@Tag("outages")
@Order(Integer.MAX_VALUE)
class OutagesIT {
  private static final Path TOP = Path.of(System.getProperty("fiveseal.top"));
  private static final Path TARGET = TOP.resolve("testbed/target");
  private static final RunFolder FOLDER = RunFolder.at(TARGET.resolve("mall-of-faults"));
  private static final Path TOLD = TARGET.resolve("mall-of-faults.log");

  private static Process running;

  /** Begins, if it has not begun. */
  static synchronized Process begun() throws IOException {
    if (running == null) {
      running = started();
      Process begun = running;
      Runtime.getRuntime().addShutdownHook(new Thread(begun::destroy));
    }
    return running;
  }

  /** As {@code ./fiveseal faults} does. */
  private static Process started() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Program.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.config.file="
                    + TOP.resolve("testbed/src/main/resources/logging.properties"),
                "-cp",
                TARGET.resolve("classes") + ":" + Files.readString(TARGET.resolve("class-path")),
                Main.class.getName(),
                "faults",
                "--top",
                TOP.toString(),
                "--data",
                FOLDER.root().toString(),
                "--http-port",
                Integer.toString(TestFolder.furtherPorts().http()),
                "--runs",
                "1",
                "--only",
                "P4,server-killed,database-killed,clocks-off,disk-full,vault-away"));
    String without = String.join(",", notHere());
    if (!without.isEmpty()) {
      command.addAll(List.of("--without", without));
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(TOLD.toFile())
        .start();
  }

  private static List<String> notHere() {
    List<String> without = new ArrayList<>();
    if (!SmallDisk.isPossible(FOLDER)) {
      without.add("disk");
    }
    if (!Faketime.isInstalled()) {
      without.add("clocks");
    }
    if (!SoftHsm.isInstalled()) {
      without.add("hsm");
    }
    return without;
  }

  @Test
  void theCardsAnswer_survivesKillsJumpsAndAFullDisk() throws Exception {
    int exitCode = begun().waitFor();

    String told = Files.readString(TOLD);
    assertThat(exitCode).as(told).isZero();
    String report = Files.readString(FOLDER.root().resolve("faults.txt"));
    assertThat(report).contains("P4,server-killed", "P4,database-killed", " 0 violations");
    if (SoftHsm.isInstalled()) {
      assertThat(report).contains("P4,vault-away", "ready once the token is back");
    }
  }
}
