package fiveseal.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A pcscd of the test's own, whose readers are {@link VirtualReaders}. It has its place for sockets
 * to itself, so that this machine's pcscd, if there is one, and its readers are left alone; hence
 * it needs root.
 */
final class PcscDaemon implements AutoCloseable {
  /** The first reader's name as PC/SC tells it. */
  static final String READER = "Virtual PCD 00 00";

  /** The second reader's. */
  static final String OTHER_READER = "Virtual PCD 00 01";

  private static final Path DRIVER = Path.of("/usr/lib/pcsc/drivers/serial/libifdvpcd.so");
  private static final Path PLACE = Path.of("/run/pcscd");
  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final Path socket;
  private final Process process;

  private PcscDaemon(Path socket, Process process) {
    this.socket = socket;
    this.process = process;
  }

  /**
   * @param port of the virtual readers, which wait already
   */
  static PcscDaemon start(RunFolder folder, int port) {
    try {
      Path sockets = emptied(folder.root().resolve("pcscd"));
      Path configuration = emptied(folder.root().resolve("reader.conf.d"));
      Files.writeString(configuration.resolve("vpcd"), readerConfiguration(port));
      Files.createDirectories(PLACE);
      Process process =
          new ProcessBuilder(
                  "unshare",
                  "--mount",
                  "sh",
                  "-c",
                  "mount --bind \"$1\" \"$2\" && exec pcscd --foreground --config \"$3\"",
                  "pcscd",
                  sockets.toString(),
                  PLACE.toString(),
                  configuration.toString())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.log("pcscd").toFile())
              .start();
      PcscDaemon daemon = new PcscDaemon(sockets.resolve("pcscd.comm"), process);
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      Wait.until(
          START_LIMIT,
          () -> !process.isAlive() || Files.exists(daemon.socket),
          "pcscd does not start: see " + folder.log("pcscd") + ".");
      if (!process.isAlive()) {
        throw new Trouble("pcscd has ended: see " + folder.log("pcscd") + ".");
      }
      return daemon;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path emptied(Path folder) throws IOException {
    PayaraDomain.deleteTree(folder);
    return Files.createDirectories(folder);
  }

  private static String readerConfiguration(int port) {
    String hex = String.format(Locale.ROOT, "0x%X", port);
    return String.join(
        "\n",
        List.of(
            "FRIENDLYNAME \"Virtual PCD\"",
            "DEVICENAME 127.0.0.1:" + hex,
            "LIBPATH " + DRIVER,
            "CHANNELID " + hex,
            ""));
  }

  /** By which a program finds this pcscd. */
  Map<String, String> environment() {
    return Map.of("PCSCLITE_CSOCK_NAME", socket.toString());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
