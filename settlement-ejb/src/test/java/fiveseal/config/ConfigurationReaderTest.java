package fiveseal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {
  private final Map<String, String> properties =
      new HashMap<>(
          Map.of(
              "fiveseal.client.base-url", "https://pay.example/client/",
              "fiveseal.store.base-url", "https://pay.example/store",
              "fiveseal.vault.path", "/var/lib/fiveseal/vault.bcfks",
              "fiveseal.vault.password", "correct horse battery"));

  @Test
  void read_whenComplete_hasDefaultsAndNoSlashAtTheEnd() {
    Configuration configuration = read();

    assertThat(configuration.managerId()).isEqualTo("manager");
    assertThat(configuration.demo()).isFalse();
    assertThat(configuration.clientBaseUrl()).isEqualTo(URI.create("https://pay.example/client"));
    assertThat(vault())
        .isEqualTo(
            VaultSettings.file(Path.of("/var/lib/fiveseal/vault.bcfks"), "correct horse battery"));
  }

  @Test
  void keyOverlap_isADay_orWhatIsSaid() {
    assertThat(overlap()).isEqualTo(Duration.ofHours(24));
    for (String said : new String[] {"PT0S", "PT90M", "P7D"}) {
      properties.put("fiveseal.store.key-overlap", said);
      assertThat(overlap()).isEqualTo(Duration.parse(said));
    }
  }

  private Duration overlap() {
    return new ConfigurationReader(name -> Optional.ofNullable(properties.get(name)))
        .readKeyOverlap()
        .duration();
  }

  @Test
  void toString_whenLogged_showsNoPassword() {
    assertThat(vault().toString()).contains("vault.bcfks").doesNotContain("horse");
    assertThat(read().toString()).doesNotContain("horse");
  }

  @Test
  void vault_whenInToken_hasSlotAndAPinOfAnyLength() {
    properties.putAll(
        Map.of(
            "fiveseal.vault.type", "pkcs11",
            "fiveseal.vault.path", "/usr/lib/hsm.so",
            "fiveseal.vault.slot", "711058285",
            "fiveseal.vault.password", "1234"));

    assertThat(vault())
        .isEqualTo(VaultSettings.token(Path.of("/usr/lib/hsm.so"), 711_058_285, "1234"));
    for (String slot : new String[] {"-1", "x", "9999999999999999999"}) {
      properties.put("fiveseal.vault.slot", slot);
      assertThatThrownBy(this::read).hasMessageContaining("fiveseal.vault.slot");
      assertThatThrownBy(this::vault).hasMessageContaining("fiveseal.vault.slot");
    }
  }

  @Test
  void vault_whenPasswordIsInAFile_readsItsFirstLineAnew(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("pin");
    properties.remove("fiveseal.vault.password");
    properties.put("fiveseal.vault.password-file", file.toString());
    assertThatThrownBy(this::vault)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("fiveseal.vault.password-file");

    Files.writeString(file, "correct horse battery\n");
    assertThat(vault().password()).isEqualTo("correct horse battery");
    Files.writeString(file, "another horse battery");
    assertThat(vault().password()).isEqualTo("another horse battery");

    Files.writeString(file, "\n");
    assertThatThrownBy(this::vault).hasMessageContaining("fiveseal.vault.password-file");
    properties.put("fiveseal.vault.password", "correct horse battery");
    assertThatThrownBy(this::vault).hasMessageContaining("both");
  }

  @ParameterizedTest
  @CsvSource({
    "fiveseal.manager.id, two words",
    "fiveseal.manager.id, client",
    "fiveseal.client.base-url, /client",
    "fiveseal.client.base-url, ftp://pay.example/client",
    "fiveseal.client.base-url, https://pay.example/client#x",
    "fiveseal.client.base-url, https://pay example",
    "fiveseal.demo, yes",
    "fiveseal.restored-at, yesterday",
    "fiveseal.store.key-overlap, a day",
    "fiveseal.store.key-overlap, PT-1S",
    "fiveseal.store.key-overlap, P7DT1S",
    "fiveseal.vault.type, jks",
    "fiveseal.vault.path, vault.bcfks",
    "fiveseal.vault.password, short",
  })
  void read_whenWrong_namesThePropertyAndNoSecret(String name, String value) {
    properties.put(name, value);

    assertThatThrownBy(this::read)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(name)
        .hasMessageNotContaining("short")
        .hasMessageNotContaining("horse");
  }

  @Test
  void restoredRecords_stopWhatIsOlder_andNothingElse() {
    Instant then = Instant.parse("2026-01-31T12:00:00Z");
    assertThatCode(() -> read().requireNewerThanRestore(Instant.EPOCH)).doesNotThrowAnyException();
    properties.put("fiveseal.restored-at", then.toString());
    assertThatCode(() -> read().requireNewerThanRestore(then)).doesNotThrowAnyException();
    assertThatThrownBy(() -> read().requireNewerThanRestore(then.minusSeconds(1)))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.RECORDS_RESTORED));
  }

  @Test
  void read_whenEverythingIsMissing_namesAllAtOnce() {
    properties.clear();

    assertThatThrownBy(this::read)
        .hasMessageContaining("fiveseal.client.base-url is missing")
        .hasMessageContaining("fiveseal.store.base-url is missing")
        .hasMessageContaining("fiveseal.vault.path is missing")
        .hasMessageContaining("fiveseal.vault.password is missing");
  }

  private VaultSettings vault() {
    return new ConfigurationReader(name -> Optional.ofNullable(properties.get(name))).readVault();
  }

  private Configuration read() {
    return new ConfigurationReader(name -> Optional.ofNullable(properties.get(name))).read();
  }
}
