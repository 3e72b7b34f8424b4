package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  @TempDir Path folder;

  private Secrets open() {
    return new Secrets(folder.resolve("secrets"), new SecureRandom());
  }

  @Test
  void secret_madeAtTheFirstStart_isTheSameAtTheSecond() {
    String first = open().of("vault");
    assertThat(open().of("vault")).isEqualTo(first).matches("[A-Za-z0-9_-]{32}");
  }

  @Test
  void secrets_ofTwoNames_differ() {
    Secrets secrets = open();
    assertThat(secrets.of("vault")).isNotEqualTo(secrets.of("cardsim"));
  }

  @Test
  void secretsFile_onceWritten_isReadableByItsOwnerAlone() throws IOException {
    open().of("vault");
    assertThat(Files.getPosixFilePermissions(folder.resolve("secrets")))
        .isEqualTo(RunFolder.OWNER_ONLY_FILE);
  }

  @Test
  void secret_ofAnotherFolder_isAnother() {
    assertThat(open().of("vault"))
        .isNotEqualTo(new Secrets(folder.resolve("others"), new SecureRandom()).of("vault"));
  }
}
