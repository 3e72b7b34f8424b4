package fiveseal.keys;

import fiveseal.config.VaultSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class BcfksVaultTest extends VaultContract {
  @TempDir static Path directory;

  private static VaultKeys keys;

  BcfksVaultTest() {
    super(keys);
  }

  @BeforeAll
  static void makeVault() {
    VaultSettings settings =
        VaultSettings.file(directory.resolve("vault"), "correct horse battery");
    keys = BcfksVaultFile.open(settings, VaultEntries.first("manager", NOW, true));
  }
}
