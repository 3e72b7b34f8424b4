package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * One step under every fault that takes a server away, on servers of its own: kill -9 of both,
 * clocks that jump, a full disk, a token of SoftHSM that holds all the manager's keys and is taken
 * away. What this machine cannot do is left out, and said so.
 */
@Tag("outages")
class OutagesIT {

  @Test
  void theCardsAnswer_survivesKillsJumpsAndAFullDisk() throws Exception {
    Path top = Path.of(System.getProperty("fiveseal.top"));
    RunFolder folder = RunFolder.at(top.resolve("testbed/target/mall-of-faults"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--top",
                top.toString(),
                "--data",
                folder.root().toString(),
                "--http-port",
                Integer.toString(TestFolder.freePorts().http()),
                "--runs",
                "1",
                "--only",
                "P4,server-killed,database-killed,clocks-off,disk-full,vault-away"));
    List<String> without = new ArrayList<>();
    if (!SmallDisk.isPossible(folder)) {
      without.add("disk");
    }
    if (!Faketime.isInstalled()) {
      without.add("clocks");
    }
    if (!SoftHsm.isInstalled()) {
      without.add("hsm");
    }
    if (!without.isEmpty()) {
      arguments.addAll(List.of("--without", String.join(",", without)));
    }

    int exitCode = new CommandLine(new FaultsCommand()).execute(arguments.toArray(String[]::new));

    String report = Files.readString(folder.root().resolve("faults.txt"));
    assertThat(exitCode).as(report).isZero();
    assertThat(report).contains("P4,server-killed", "P4,database-killed", " 0 violations");
    if (SoftHsm.isInstalled()) {
      assertThat(report).contains("P4,vault-away", "ready once the token is back");
    }
  }
}
