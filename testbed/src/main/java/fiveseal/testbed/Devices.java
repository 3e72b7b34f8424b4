package fiveseal.testbed;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The store device and the client device as programs of their own, each in its own process and
 * folder, reaching the mall through HTTP alone.
 */
final class Devices {

  private static final int LIMIT_SECONDS = 90;

  private final BuiltFiles built;
  private final RunFolder folder;
  private final String baseUrl;
  private final Map<String, String> environment;
  private final AtomicInteger number;

  Devices(BuiltFiles built, RunFolder folder, String baseUrl) {
    this(built, folder, baseUrl, Map.of(), new AtomicInteger());
  }

  private Devices(
      BuiltFiles built,
      RunFolder folder,
      String baseUrl,
      Map<String, String> environment,
      AtomicInteger number) {
    this.built = built;
    this.folder = folder;
    this.baseUrl = baseUrl;
    this.environment = Map.copyOf(environment);
    this.number = number;
  }

  /** The same programs with further environment variables. */
  Devices with(Map<String, String> variables) {
    return new Devices(built, folder, baseUrl, variables, number);
  }

  /**
   * Runs the client device with a card in a reader; the holder agrees to everything.
   *
   * @return what it printed
   * @throws Trouble with its own words if it fails
   */
  JsonMembers client(String reader, String... command) {
    return clientStarted(reader, command).result();
  }

  /** Starts the client device. */
  Running clientStarted(String reader, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(
        List.of(
            "--server",
            baseUrl + "/client",
            "--reader-url",
            baseUrl + "/card-sim/api/v1",
            "--reader",
            reader,
            "--home",
            folder.root().resolve("client").toString(),
            "--yes",
            "--json"));
    return start("client device", built.clientDevice(), arguments);
  }

  /** Runs the device of a store that is enrolled with its key. */
  JsonMembers store(DemoStore store, String... command) {
    return storeStarted(store, command).result();
  }

  /** Starts the device of a store. */
  Running storeStarted(DemoStore store, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(
        List.of(
            "--dir",
            folder.root().resolve("stores").resolve(store.id()).toString(),
            "--url",
            baseUrl + "/store",
            "--client-url",
            baseUrl + "/client",
            "--store-id",
            store.id(),
            "--manager-id",
            Settings.MANAGER_ID,
            "--key-file",
            store.keyFile(folder).toString(),
            "--json"));
    return start("store device", built.storeDevice(), arguments);
  }

  private Running start(String name, Path jar, List<String> arguments) {
    List<String> line =
        new ArrayList<>(
            List.of(
                Program.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-jar",
                jar.toString()));
    line.addAll(arguments);
    String log = name.replace(' ', '-') + "-" + number.incrementAndGet();
    try {
      Path out = folder.log(log);
      Path err = folder.log(log + "-words");
      ProcessBuilder builder =
          new ProcessBuilder(line)
              .directory(folder.root().toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      return new Running(name + " (" + arguments.get(0) + ")", builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A device that runs. */
  record Running(String name, Process process, Path out, Path err) {

    /**
     * Waits for its end.
     *
     * @return the JSON object that it printed last
     * @throws Trouble with its own words if it failed
     */
    JsonMembers result() {
      try {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new Trouble("The " + name + " did not end: see " + err + ".");
        }
        if (process.exitValue() != 0) {
          throw new Trouble(
              "The "
                  + name
                  + " ended with exit code "
                  + process.exitValue()
                  + ": "
                  + (Files.readString(err) + Files.readString(out)).strip());
        }
        List<String> lines = Files.readAllLines(out);
        return Json.object(lines.get(lines.size() - 1));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (ProtocolException | IndexOutOfBoundsException e) {
        throw new Trouble("The " + name + " printed no result: see " + out + ".", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Trouble("Interrupted while the " + name + " ran.", e);
      }
    }
  }
}
