package fiveseal.testbed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs another program to its end. */
final class Program {

  private Program() {}

  /**
   * What it printed and how it ended.
   *
   * @param exitCode 0 = well
   */
  record Result(int exitCode, String output) {

    boolean well() {
      return exitCode == 0;
    }
  }

  /**
   * Runs a command, both its outputs going to one file, until it ends.
   *
   * @throws Trouble if it cannot be started or takes longer
   */
  static Result run(
      List<String> command,
      Path directory,
      Map<String, String> environment,
      Path log,
      Duration limit) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(log.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new Trouble(
            command.get(0)
                + " did not end within "
                + limit.toSeconds()
                + " seconds: see "
                + log
                + ".");
      }
      return new Result(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new Trouble(
          "The program " + command.get(0) + " could not be run: " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted while " + command.get(0) + " ran.", e);
    }
  }

  /** The Java that runs this. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
