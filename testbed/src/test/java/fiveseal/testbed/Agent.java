package fiveseal.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** {@code client-device.jar agent} as a program of its own, and the holder at its console. */
final class Agent implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String LISTENING = "agent   ";

  private final Process process;
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private volatile Predicate<String> agreed = question -> true;

  private Agent(Process process) {
    this.process = process;
    Thread console = new Thread(this::read, "agent's console");
    console.setDaemon(true);
    console.start();
  }

  /**
   * @param server the manager's client side, whose pages may ask
   * @param environment by which it finds PC/SC
   */
  static Agent start(String server, Path home, Map<String, String> environment, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Program.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                TestFolder.built().clientDevice().toString(),
                "agent",
                "--port",
                "0",
                "--server",
                server,
                "--home",
                home.toString()));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      Agent agent = new Agent(process);
      Wait.until(
          PATIENCE,
          () -> agent.line(LISTENING).isPresent() || !process.isAlive(),
          "The agent does not start.");
      return agent;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what it says, and types what the holder thinks of its questions. */
  private void read() {
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      String question = "";
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        if (line.endsWith("?")) {
          question = line;
        }
        if (line.startsWith("Type yes")) {
          type(agreed.test(question) ? "yes" : "no");
        }
      }
    } catch (IOException ended) {
      // It was stopped.
    }
  }

  private void type(String answer) throws IOException {
    OutputStream keyboard = process.getOutputStream();
    keyboard.write((answer + "\n").getBytes(UTF_8));
    keyboard.flush();
  }

  private Optional<String> line(String begin) {
    synchronized (lines) {
      return lines.stream().filter(line -> line.startsWith(begin)).findFirst();
    }
  }

  /** Such as {@code http://127.0.0.1:8453}. */
  String address() {
    String line =
        line(LISTENING).orElseThrow(() -> new Trouble("The agent says: " + shown() + "."));
    return line.substring(LISTENING.length()).replaceAll("/$", "");
  }

  /** From now on the holder agrees to these questions alone. */
  void holderAgreesTo(Predicate<String> questions) {
    agreed = questions;
  }

  /** All that stood at the console. */
  String shown() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
