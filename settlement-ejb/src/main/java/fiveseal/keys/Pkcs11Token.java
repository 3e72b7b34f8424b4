package fiveseal.keys;

import fiveseal.config.VaultSettings;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * The vault in a token (PKCS#11 2.40), reached through SunPKCS11. The keys are made inside:
 * sensitive, unextractable, each for its one use. Whatever computes with them does so in the token.
 */
final class Pkcs11Token {
  private static final Logger LOG = System.getLogger(Pkcs11Token.class.getName());

  /** The token's words for a PIN that opens nothing. */
  private static final String PIN_REFUSED = "CKR_PIN_(INCORRECT|INVALID|LEN_RANGE|LOCKED|EXPIRED)";

  private final VaultSettings settings;

  private Pkcs11Token(VaultSettings settings) {
    this.settings = settings;
  }

  /**
   * Logs in to the token and finds its keys.
   *
   * @param first makes what is missing
   * @throws VaultPasswordException if the token refuses the PIN
   * @throws VaultException naming the property to look at
   */
  static VaultKeys open(VaultSettings settings, VaultChange first) {
    Pkcs11Token token = new Pkcs11Token(settings);
    Provider provider = token.provider();
    try {
      return token.read(provider, first);
    } catch (VaultException e) {
      close(provider);
      throw e;
    }
  }

  /** Lets go of the token; keys that were found through this provider work no more. */
  static void close(Provider provider) {
    try {
      ((AuthProvider) provider).logout();
    } catch (LoginException | ProviderException e) {
      // The token is away, and with it what there was to let go of.
      LOG.log(Level.DEBUG, "A token could not be left in order", e);
    }
  }

  /**
   * Changes what is in the token, to which the provider is logged in; keys that were found before
   * keep working.
   *
   * @return what it holds now
   * @throws VaultException naming the property to look at
   */
  static VaultKeys change(VaultSettings settings, Provider provider, VaultChange change) {
    return new Pkcs11Token(settings).read(provider, change);
  }

  private VaultKeys read(Provider provider, VaultChange change) {
    try {
      VaultEntries entries = new VaultEntries(logIn(provider), provider, null, place());
      change.makeIn(entries);
      return entries.read("SHA256withECDSAinP1363Format");
    } catch (GeneralSecurityException | OperatorCreationException | ProviderException e) {
      throw new VaultException(
          VaultSettings.PATH_PROPERTY + ": the keys in " + place() + " cannot be used", e);
    }
  }

  private Provider provider() {
    Path library = settings.path();
    if (library.toString().matches(".*[\"\\r\\n].*")) {
      throw new VaultException(VaultSettings.PATH_PROPERTY + " has a quote or a line break in it");
    }
    Provider model = Security.getProvider("SunPKCS11");
    if (model == null) {
      throw new VaultException(
          VaultSettings.TYPE_PROPERTY + ": this Java has no SunPKCS11 (jdk.crypto.cryptoki)");
    }
    try {
      return model.configure(configuration(library, settings.slot()));
    } catch (InvalidParameterException | ProviderException e) {
      throw new VaultException(
          VaultSettings.PATH_PROPERTY
              + ", "
              + VaultSettings.SLOT_PROPERTY
              + ": there is no token in "
              + place(),
          e);
    }
  }

  /** What a key may do besides is nothing: one that signs neither decrypts, unwraps nor derives. */
  private static String configuration(Path library, long slot) {
    return String.format(
        Locale.ROOT,
        """
        --name = fiveseal
        library = "%s"
        slot = %d
        destroyTokenAfterLogout = true
        attributes(generate,CKO_PRIVATE_KEY,*) = {
          CKA_SENSITIVE = true
          CKA_EXTRACTABLE = false
          CKA_SIGN = true
          CKA_DECRYPT = false
          CKA_UNWRAP = false
          CKA_DERIVE = false
        }
        attributes(generate,CKO_SECRET_KEY,*) = {
          CKA_SENSITIVE = true
          CKA_EXTRACTABLE = false
          CKA_SIGN = true
          CKA_ENCRYPT = false
          CKA_DECRYPT = false
          CKA_WRAP = false
          CKA_UNWRAP = false
          CKA_DERIVE = false
        }
        """,
        library,
        slot);
  }

  private KeyStore logIn(Provider provider) throws GeneralSecurityException {
    char[] pin = settings.password().toCharArray();
    try {
      KeyStore store = KeyStore.getInstance("PKCS11", provider);
      store.load(null, pin);
      return store;
    } catch (IOException e) {
      if (refusesPin(e)) {
        throw new VaultPasswordException(
            VaultSettings.PASSWORD_PROPERTY + " is not the PIN of the token in " + place(), e);
      }
      throw new VaultException(
          VaultSettings.PATH_PROPERTY + ": the token in " + place() + " does not answer", e);
    } finally {
      Arrays.fill(pin, '\0');
    }
  }

  private String place() {
    return "slot " + settings.slot() + " of " + settings.path();
  }

  private static boolean refusesPin(Throwable e) {
    return Stream.iterate(e, each -> each != null, Throwable::getCause)
        .anyMatch(
            each ->
                each instanceof FailedLoginException
                    || String.valueOf(each.getMessage()).matches(PIN_REFUSED));
  }
}
