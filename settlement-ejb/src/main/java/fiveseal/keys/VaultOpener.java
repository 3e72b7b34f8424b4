package fiveseal.keys;

import fiveseal.config.ConfigurationException;
import fiveseal.config.VaultSettings;
import fiveseal.protocol.ProtocolException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.Provider;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Opens the vault that the configuration names by now. For one thread at a time. */
final class VaultOpener {
  private static final Logger LOG = System.getLogger(VaultOpener.class.getName());

  private final Supplier<VaultSettings> settings;
  private final String operator;
  private final InstantSource clock;

  private Provider open;
  private VaultSettings refused;

  /**
   * @param operator the manager's id
   */
  VaultOpener(Supplier<VaultSettings> settings, String operator, InstantSource clock) {
    this.settings = settings;
    this.operator = operator;
    this.clock = clock;
  }

  /**
   * Opens the vault, after letting go of what was open before.
   *
   * @throws VaultException saying what to look at
   */
  JcaKeyVault open() {
    VaultSettings now = configured();
    if (now.equals(refused)) {
      throw new VaultException(
          VaultSettings.PASSWORD_PROPERTY + " was refused, and is not tried again unchanged");
    }
    try {
      return open(now);
    } catch (VaultPasswordException e) {
      refused = now;
      throw e;
    }
  }

  private VaultSettings configured() {
    try {
      return settings.get();
    } catch (ConfigurationException e) {
      throw new VaultException(e.getMessage(), e);
    }
  }

  private JcaKeyVault open(VaultSettings now) {
    if (now.type() == VaultSettings.Type.BCFKS) {
      return vault(BcfksVaultFile.openOrMake(now, operator, clock.instant()));
    }
    if (open != null) {
      Pkcs11Token.close(open);
      open = null;
    }
    try {
      return inToken(now);
    } catch (VaultPasswordException e) {
      throw e;
    } catch (VaultException e) {
      beginAgain(now.path(), e);
      return inToken(now);
    }
  }

  private static void beginAgain(Path library, VaultException because) {
    LOG.log(Level.WARNING, "The token''s library is begun again: {0}", because.getMessage());
    try {
      Pkcs11Library.restart(library);
    } catch (VaultException e) {
      because.addSuppressed(e);
      throw because;
    }
  }

  private JcaKeyVault inToken(VaultSettings now) {
    VaultKeys keys = Pkcs11Token.openOrMake(now, operator, clock.instant());
    open = keys.provider();
    return vault(keys);
  }

  private JcaKeyVault vault(VaultKeys keys) {
    try {
      return new JcaKeyVault(keys, operator, clock);
    } catch (ProtocolException e) {
      throw new VaultException("The vault was opened, and does not work", e);
    }
  }
}
