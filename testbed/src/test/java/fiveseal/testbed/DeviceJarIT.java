package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The devices' programs stand alone: their package, the protocol, libraries, and any Java 17. */
class DeviceJarIT {

  @TempDir Path folder;

  static Stream<Arguments> devices() {
    return Stream.of(
        Arguments.of(TestFolder.built().storeDevice(), "fiveseal/storedevice/"),
        Arguments.of(TestFolder.built().clientDevice(), "fiveseal/clientdevice/"));
  }

  @ParameterizedTest
  @MethodSource("devices")
  void device_asBuilt_holdsOnlyWhatItNeeds(Path jar, String own) throws IOException {
    assertThat(DeviceJar.findings(jar, own)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("devices")
  void device_withTheApplicationServersClasses_isFound(Path jar, String own) throws IOException {
    for (String foreign :
        List.of(
            "jakarta/ejb/Stateless.class",
            "jakarta/faces/context/FacesContext.class",
            "jakarta/persistence/Entity.class",
            "fiveseal/ledger/Ledger.class")) {
      Path bad = Archives.changed(jar, folder.resolve("bad.jar"), Map.of(foreign, new byte[] {1}));
      assertThat(DeviceJar.findings(bad, own)).containsExactly(foreign);
    }
  }

  @ParameterizedTest
  @MethodSource("devices")
  void device_inAnEmptyFolderWithNothingElse_starts(Path jar, String own) throws Exception {
    Result help = run(jar, "--help");
    assertThat(help.exitCode()).as(help.words()).isZero();
    assertThat(help.words()).contains(jar.getFileName().toString().replace(".jar", ""));
  }

  @ParameterizedTest
  @MethodSource("devices")
  void device_withAnUnknownCommand_endsWithExitCode2(Path jar, String own) throws Exception {
    assertThat(run(jar, "no-such-command").exitCode()).isEqualTo(2);
  }

  private record Result(int exitCode, String words) {}

  private Result run(Path jar, String... arguments) throws IOException, InterruptedException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path copy = Files.copy(jar, empty.resolve(jar.getFileName()));
    List<String> command = new ArrayList<>(List.of(Program.java(), "-jar", copy.toString()));
    command.addAll(List.of(arguments));
    Path words = folder.resolve("words");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(empty.toFile())
            .redirectErrorStream(true)
            .redirectOutput(words.toFile());
    builder.environment().clear();
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), Files.readString(words));
  }
}
