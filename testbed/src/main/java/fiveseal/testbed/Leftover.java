package fiveseal.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Servers that write their process id to a file, and may have outlived the program that started
 * them.
 */
final class Leftover {

  private Leftover() {}

  /**
   * The process whose id is the first line of a file, if it lives and is what we think.
   *
   * @param mark must stand in its command line, since process ids are used again
   */
  static Optional<ProcessHandle> of(Path pidFile, String mark) {
    try {
      if (!Files.exists(pidFile)) {
        return Optional.empty();
      }
      String first = Files.readString(pidFile).lines().findFirst().orElse("").strip();
      if (!first.matches("[0-9]{1,9}")) {
        return Optional.empty();
      }
      return ProcessHandle.of(Long.parseLong(first))
          .filter(ProcessHandle::isAlive)
          .filter(process -> commandLine(process).contains(mark));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Asks a process to end, and makes it end after a while. */
  static void end(ProcessHandle process, Duration patience) {
    process.destroy();
    if (!ended(process, patience)) {
      process.destroyForcibly();
      ended(process, patience);
    }
  }

  /** Whether it ended within that time. */
  static boolean ended(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** ProcessHandle's own command line is empty for long ones, so Linux is asked first. */
  static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
          .replace('\0', ' ');
    } catch (IOException e) {
      return process.info().commandLine().orElse("");
    }
  }
}
