package fiveseal.testbed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends the mall of a folder and whatever servers outlived it. */
@Command(name = "stop", description = "Stop the mall of a folder.")
final class StopCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Option(names = "--data", required = true, description = "folder of the mall")
  private Path data;

  @Override
  public Integer call() {
    if (!Files.isDirectory(data)) {
      System.out.println("No mall has run on " + data + ".");
      return 0;
    }
    RunFolder folder = RunFolder.at(data);
    Optional<ProcessHandle> running = Leftover.of(folder.lock(), Main.class.getName());
    running.ifPresent(process -> Leftover.end(process, PATIENCE));
    RunningMall.endServers(folder);
    System.out.println(
        running.isPresent()
            ? "The mall has stopped."
            : "No mall was running on " + folder.root() + ".");
    return 0;
  }
}
