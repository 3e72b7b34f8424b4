package fiveseal.bench;

import fiveseal.config.VaultSettings;
import fiveseal.keys.KeyVault;
import fiveseal.keys.VaultRoom;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.time.Clock;
import java.util.Locale;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * A vault as the manager opens it, and beside it the same keys as their provider alone has them.
 */
public enum BenchedVault {
  BCFKS("SHA256withPLAIN-ECDSA") {
    @Override
    VaultSettings settings() {
      return VaultSettings.file(folder().resolve("vault.bcfks"), PASSWORD);
    }

    @Override
    Provider provider() {
      return new BouncyCastleProvider();
    }

    @Override
    KeyStore keys(Provider provider) throws GeneralSecurityException, IOException {
      KeyStore keys = KeyStore.getInstance("BCFKS", provider);
      try (InputStream in = Files.newInputStream(settings().path())) {
        keys.load(in, password());
      }
      return keys;
    }

    @Override
    char[] entryPassword() {
      return password();
    }
  },

  PKCS11("SHA256withECDSAinP1363Format") {
    @Override
    VaultSettings settings() {
      return VaultSettings.token(LIBRARY, Long.getLong("fiveseal.bench.slot"), PASSWORD);
    }

    @Override
    Provider provider() {
      return Security.getProvider("SunPKCS11")
          .configure(
              String.format(
                  Locale.ROOT,
                  "--name = raw%nlibrary = \"%s\"%nslot = %d%n",
                  LIBRARY,
                  settings().slot()));
    }

    @Override
    KeyStore keys(Provider provider) throws GeneralSecurityException, IOException {
      KeyStore keys = KeyStore.getInstance("PKCS11", provider);
      keys.load(null, password());
      return keys;
    }

    @Override
    char[] entryPassword() {
      return null;
    }
  };

  private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");

  /** The token's PIN too: nothing here is worth anything. */
  private static final String PASSWORD = "not a secret";

  private final String es256;

  BenchedVault(String es256) {
    this.es256 = es256;
  }

  abstract VaultSettings settings();

  /** As delivered, without anything of ours. */
  abstract Provider provider();

  abstract KeyStore keys(Provider provider) throws GeneralSecurityException, IOException;

  abstract char[] entryPassword();

  /** ES256 with signatures r‖s, by its name in the provider. */
  String es256() {
    return es256;
  }

  KeyVault open() {
    return VaultRoom.of(this::settings, "manager", true, kid -> false, Clock.systemUTC()).vault();
  }

  private static char[] password() {
    return PASSWORD.toCharArray();
  }

  private static Path folder() {
    return Path.of(System.getProperty("fiveseal.bench.folder"));
  }
}
