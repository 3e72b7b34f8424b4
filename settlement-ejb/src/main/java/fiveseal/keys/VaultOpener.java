package fiveseal.keys;

import fiveseal.config.ConfigurationException;
import fiveseal.config.VaultSettings;
import fiveseal.protocol.ProtocolException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.Provider;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens the vault that the configuration names by now. For one thread at a time. */
final class VaultOpener {
  private static final Logger LOG = System.getLogger(VaultOpener.class.getName());

  private final Supplier<VaultSettings> settings;
  private final String operator;
  private final InstantSource clock;

  private final boolean makesFirst;

  private Provider open;
  private VaultSettings refused;

  /**
   * @param operator the manager's id
   * @param makesFirst whether an empty vault gets its first keys by itself; otherwise by a ceremony
   */
  VaultOpener(
      Supplier<VaultSettings> settings, String operator, boolean makesFirst, InstantSource clock) {
    this.settings = settings;
    this.makesFirst = makesFirst;
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
    return open(now, makesFirst);
  }

  /**
   * Makes the first keys of an empty vault, and opens it.
   *
   * @return empty if there are keys already
   * @throws VaultException saying what to look at
   */
  Optional<JcaKeyVault> make() {
    VaultSettings now = configured();
    try {
      open(now, false);
      return Optional.empty();
    } catch (EmptyVaultException e) {
      return Optional.of(open(now, true));
    }
  }

  private JcaKeyVault open(VaultSettings now, boolean makes) {
    try {
      return openNow(now, makes);
    } catch (VaultPasswordException e) {
      refused = now;
      throw e;
    }
  }

  /**
   * Changes what is in the vault, or reads it anew. Keys that were in use go on.
   *
   * @throws VaultException saying what to look at
   */
  JcaKeyVault change(VaultChange change) {
    VaultSettings now = configured();
    if (now.type() == VaultSettings.Type.BCFKS) {
      return vault(BcfksVaultFile.change(now, change));
    }
    if (open == null) {
      throw new VaultException(VaultSettings.PATH_PROPERTY + ": the token is not open");
    }
    return vault(Pkcs11Token.change(now, open, change));
  }

  /** The manager's id. */
  String operator() {
    return operator;
  }

  /**
   * The vault's content as a BCFKS file under another password.
   *
   * @throws ProtocolException {@code message-refused} for a token
   * @throws VaultException saying what to look at
   */
  byte[] backup(char[] password) {
    VaultSettings now = configured();
    if (now.type() != VaultSettings.Type.BCFKS) {
      throw ProtocolException.refused(
          "the keys are in a token and never leave it: use the token's own means of backup");
    }
    return BcfksVaultFile.backup(now, password);
  }

  private VaultSettings configured() {
    try {
      return settings.get();
    } catch (ConfigurationException e) {
      throw new VaultException(e.getMessage(), e);
    }
  }

  private JcaKeyVault openNow(VaultSettings now, boolean makes) {
    if (now.type() == VaultSettings.Type.BCFKS) {
      return vault(BcfksVaultFile.open(now, VaultEntries.first(operator, clock.instant(), makes)));
    }
    if (open != null) {
      Pkcs11Token.close(open);
      open = null;
    }
    try {
      return inToken(now, makes);
    } catch (VaultPasswordException | EmptyVaultException e) {
      throw e;
    } catch (VaultException e) {
      beginAgain(now.path(), e);
      return inToken(now, makes);
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

  private JcaKeyVault inToken(VaultSettings now, boolean makes) {
    VaultKeys keys = Pkcs11Token.open(now, VaultEntries.first(operator, clock.instant(), makes));
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
