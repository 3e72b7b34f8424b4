package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher script's own words, without building or starting anything. */
class LauncherTest {

  private static final Path LAUNCHER = Path.of("..", "fiveseal").toAbsolutePath().normalize();

  @TempDir Path folder;

  private record Result(int exitCode, String words) {}

  private Result run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    Path words = folder.resolve("words");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(words.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), Files.readString(words));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit --anchors",
        "audit --nonsense",
        "bench",
        "bench nonsense",
        "bench keys --nonsense",
        "faults --nonsense",
        "faults --runs",
        "faults --without clock",
        "faults --http-port eighty",
        "nonsense",
        "run --nonsense",
        "run --http-port",
        "run --http-port eighty",
        "run --once --detach",
        "screens --nonsense",
        "screens --http-port eighty",
        "simulate --nonsense",
        "simulate --seed",
        "simulate --schedules many",
        "stop here",
        "test --without Browser!",
        "verify"
      })
  void launcher_calledWrongly_showsItsUsageAndEndsWith2(String arguments) throws Exception {
    Result result = run(Map.of(), arguments.split(" "));
    assertThat(result.exitCode()).as(result.words()).isEqualTo(2);
    assertThat(result.words()).contains("usage: ./fiveseal run");
  }

  @Test
  void launcher_askedForHelp_showsItsUsage() throws Exception {
    Result result = run(Map.of(), "--help");
    assertThat(result.exitCode()).isZero();
    assertThat(result.words()).contains("--http-port N");
  }

  @Test
  void stop_whereNothingHasRun_saysSo() throws Exception {
    Path nothing = folder.resolve("nothing");
    Result result = run(Map.of(), "stop", "--data", nothing.toString());
    assertThat(result.exitCode()).isZero();
    assertThat(result.words()).contains("No mall has run on " + nothing);
    assertThat(nothing).doesNotExist();
  }

  @Test
  void verify_whereNothingHasRun_saysWhatToDo() throws Exception {
    Result result =
        run(
            Map.of(),
            "verify",
            "01a20db9-8479-79f3-aaff-6d09a90961eb",
            "--data",
            folder.resolve("nothing").toString());
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.words()).contains("start one with ./fiveseal run").hasLineCount(1);
  }

  @Test
  void run_onAFolderThatCannotBe_saysWhatToDo() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    Result result = run(Map.of(), "run", "--data", file.resolve("below").toString());
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.words()).contains("give --data another folder").hasLineCount(1);
  }
}
