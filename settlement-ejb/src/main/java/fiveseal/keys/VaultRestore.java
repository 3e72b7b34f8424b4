package fiveseal.keys;

import fiveseal.config.VaultSettings;
import java.util.Arrays;

/** Puts the backup of a vault where no vault is. */
public final class VaultRestore {

  private VaultRestore() {}

  /**
   * Restores a vault in a file.
   *
   * @param settings the new place, and the password that it gets
   * @param backup BCFKS
   * @param shares both halves of the backup's password
   * @throws VaultException if there is a vault already, or the backup cannot be opened or written
   */
  public static void restore(VaultSettings settings, byte[] backup, BackupShares shares) {
    char[] password = shares.password();
    try {
      BcfksVaultFile.restore(settings, backup, password);
    } finally {
      Arrays.fill(password, '\0');
    }
  }
}
