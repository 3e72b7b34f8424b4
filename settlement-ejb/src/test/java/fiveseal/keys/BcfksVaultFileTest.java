package fiveseal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.config.VaultSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BcfksVaultFileTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.5Z");
  private static final String PASSWORD = "correct horse battery";

  @TempDir Path directory;

  @Test
  void openOrMake_whenThereIsNone_makesOneThatIsReadAgain() throws IOException {
    VaultKeys made = open(PASSWORD);
    VaultKeys read = open(PASSWORD);

    assertThat(read.signings().get(1).kid()).isEqualTo(made.signings().get(1).kid());
    assertThat(read.authorities().get(1).kid()).isEqualTo(made.authorities().get(1).kid());
    assertThat(read.cardMasters()).isEqualTo(made.cardMasters()).containsOnlyKeys(1);
    assertThat(made.signings().get(1).kid()).isNotEqualTo(made.authorities().get(1).kid());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(path().getParent())) {
      assertThat(files).containsExactly(path());
    }
  }

  @Test
  void openOrMake_whenPasswordIsWrong_namesTheProperty() throws IOException {
    open(PASSWORD);
    byte[] before = Files.readAllBytes(path());

    assertThatThrownBy(() -> open("wrong horse battery"))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("fiveseal.vault.password")
        .satisfies(BcfksVaultFileTest::showsNoPassword);
    assertThat(Files.readAllBytes(path())).isEqualTo(before);
  }

  @Test
  void openOrMake_whenFileIsDamaged_namesTheProperty() throws IOException {
    open(PASSWORD);
    byte[] content = Files.readAllBytes(path());
    for (int position : new int[] {0, content.length / 2, content.length - 1}) {
      byte[] damaged = content.clone();
      damaged[position] ^= 1;
      Files.write(path(), damaged);

      assertThatThrownBy(() -> open(PASSWORD))
          .isInstanceOf(VaultException.class)
          .hasMessageContaining("fiveseal.vault.path")
          .satisfies(BcfksVaultFileTest::showsNoPassword);
    }
  }

  @Test
  void openOrMake_whenItCannotBeMade_namesTheProperty() throws IOException {
    Files.writeString(directory.resolve("deeper"), "a file, no directory");

    assertThatThrownBy(() -> open(PASSWORD))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("fiveseal.vault.path");
  }

  @Test
  void openOrMake_whenVaultIsOfBefore_addsWhatItLacksOnce() throws Exception {
    VaultKeys made = open(PASSWORD);
    removeOneTimeCodes();

    List<VaultKeys> opened =
        Stream.of(1, 2)
            .map(node -> CompletableFuture.supplyAsync(() -> open(PASSWORD)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(opened.get(0).oneTimeCodes())
        .isEqualTo(opened.get(1).oneTimeCodes())
        .isEqualTo(open(PASSWORD).oneTimeCodes())
        .isNotEqualTo(made.oneTimeCodes());
    assertThat(opened.get(0).signings().get(1).kid()).isEqualTo(made.signings().get(1).kid());
    assertThat(opened.get(0).cardMasters()).isEqualTo(made.cardMasters());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("rw-------");
  }

  private void removeOneTimeCodes() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("BCFKS", BouncyCastle.PROVIDER);
    try (InputStream in = Files.newInputStream(path())) {
      store.load(in, PASSWORD.toCharArray());
    }
    store.deleteEntry("one-time-codes-1");
    try (OutputStream out = Files.newOutputStream(path())) {
      store.store(out, PASSWORD.toCharArray());
    }
  }

  private VaultKeys open(String password) {
    return BcfksVaultFile.open(
        VaultSettings.file(path(), password), VaultEntries.first("manager", NOW, true));
  }

  private Path path() {
    return directory.resolve("deeper/vault.bcfks");
  }

  private static void showsNoPassword(Throwable e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain("horse");
  }
}
