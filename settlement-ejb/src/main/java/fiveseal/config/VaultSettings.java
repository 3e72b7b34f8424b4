package fiveseal.config;

import java.nio.file.Path;

/**
 * Where the manager's secret keys are and what opens them. Prints without the password.
 *
 * @param type {@code bcfks}: an encrypted file, made at first start
 */
public record VaultSettings(String type, Path path, String password) {
  public static final String TYPE_PROPERTY = "fiveseal.vault.type";
  public static final String PATH_PROPERTY = "fiveseal.vault.path";
  public static final String PASSWORD_PROPERTY = "fiveseal.vault.password";

  @Override
  public String toString() {
    return "VaultSettings[type=" + type + ", path=" + path + ", password=…]";
  }
}
