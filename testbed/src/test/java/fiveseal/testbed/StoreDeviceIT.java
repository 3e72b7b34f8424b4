package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store device program against the deployed application. */
class StoreDeviceIT extends OnDeployedMall {

  @TempDir Path folder;

  @Test
  void selftest_ofTheDeployedApplication_findsNoFault() {
    Mall mall = Mall.get();
    assertThat(mall.devices().store(DemoStore.KIOSK, "selftest").flag("passed")).isTrue();
  }

  @Test
  @DisplayName(
      "Claim 23 works: the copied store-device.jar has the recorded hash, and runs from there")
  void copiedJar_withTheRecordedHash_runs() throws IOException, InterruptedException {
    Path built = TestFolder.built().storeDevice();
    Path copy = Files.copy(built, folder.resolve("store-device.jar"));
    assertThat(recorded(built).isOf(copy)).isTrue();
    Process process =
        new ProcessBuilder(Program.java(), "-jar", copy.toString(), "--help")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("request");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  @DisplayName("Claim 23 refuses: one changed byte is noticed by the recorded hash")
  void copiedJar_withOneByteChanged_isNoticed() throws IOException {
    Path built = TestFolder.built().storeDevice();
    byte[] bytes = Files.readAllBytes(built);
    bytes[bytes.length / 3] ^= 1;
    Path changed = Files.write(folder.resolve("store-device.jar"), bytes);
    assertThat(recorded(built).isOf(changed)).isFalse();
  }

  private static RecordedHash recorded(Path jar) {
    return new RecordedHash(jar.resolveSibling(jar.getFileName() + ".sha256"));
  }
}
