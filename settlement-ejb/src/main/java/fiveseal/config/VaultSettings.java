package fiveseal.config;

import java.nio.file.Path;

/**
 * Where the manager's secret keys are and what opens them. Prints without the password.
 *
 * @param path absolute: the vault's file, or the library through which the token is reached
 * @param password of the file, or the PIN of the token's user
 * @param slot the token's, as its library numbers them; 0 for a file
 * @param iterations of PBKDF2 over the password when a file is written; 0 for a token
 */
public record VaultSettings(Type type, Path path, String password, long slot, int iterations) {
  private static final int ITERATIONS = 300_000;

  public static final String TYPE_PROPERTY = "fiveseal.vault.type";
  public static final String PATH_PROPERTY = "fiveseal.vault.path";
  public static final String PASSWORD_PROPERTY = "fiveseal.vault.password";
  public static final String PASSWORD_FILE_PROPERTY = "fiveseal.vault.password-file";
  public static final String SLOT_PROPERTY = "fiveseal.vault.slot";

  /** What the keys are kept in. */
  public enum Type {
    /** An encrypted file, made at first start. */
    BCFKS,
    /** A token, such as an HSM, behind a PKCS#11 library; its keys are made at first start. */
    PKCS11
  }

  /** A vault in a file. */
  public static VaultSettings file(Path path, String password) {
    return file(path, password, ITERATIONS);
  }

  /**
   * A vault in a file.
   *
   * @param iterations fewer than 300,000 protect a password that people can remember too little
   */
  public static VaultSettings file(Path path, String password, int iterations) {
    return new VaultSettings(Type.BCFKS, path, password, 0, iterations);
  }

  /** A vault in a token. */
  public static VaultSettings token(Path library, long slot, String pin) {
    return new VaultSettings(Type.PKCS11, library, pin, slot, 0);
  }

  @Override
  public String toString() {
    return "VaultSettings[type=" + type + ", path=" + path + ", slot=" + slot + ", password=…]";
  }
}
