package fiveseal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.config.VaultSettings;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("hsm")
class Pkcs11VaultTest extends VaultContract {
  private static VaultSettings before;
  private static VaultSettings settings;
  private static VaultKeys keys;

  Pkcs11VaultTest() {
    super(keys);
  }

  @BeforeAll
  static void makeVault() {
    before = SoftHsm.newToken("before");
    settings = SoftHsm.newToken("contract");
    keys = Pkcs11Token.open(settings, VaultEntries.first("manager", NOW, true));
  }

  @AfterAll
  static void leave() {
    Pkcs11Token.close(keys.provider());
  }

  @Test
  void openOrMake_whenThereAreKeys_findsThem() {
    VaultKeys again =
        Pkcs11Token.open(settings, VaultEntries.first("manager", NOW.plusSeconds(9), true));

    assertThat(again.signings().get(1).kid()).isEqualTo(keys.signings().get(1).kid());
    assertThat(again.authorities().get(1).kid()).isEqualTo(keys.authorities().get(1).kid());
    assertThat(again.cardMasters()).containsOnlyKeys(1);
  }

  @Test
  void openOrMake_whenTokenIsOfBefore_addsWhatItLacksOnce() throws Exception {
    VaultKeys made = Pkcs11Token.open(before, VaultEntries.first("manager", NOW, true));
    KeyStore store = KeyStore.getInstance("PKCS11", made.provider());
    store.load(null, null);
    store.deleteEntry("one-time-codes-1");
    byte[] salt = new byte[CodeSecretDerivation.SALT_BYTES];

    VaultKeys added = Pkcs11Token.open(before, VaultEntries.first("manager", NOW, true));
    byte[] secret = new JcaKeyVault(added, "manager", () -> NOW).codeSecret(salt);

    VaultKeys again = Pkcs11Token.open(before, VaultEntries.first("manager", NOW, true));
    assertThat(new JcaKeyVault(again, "manager", () -> NOW).codeSecret(salt)).isEqualTo(secret);
    assertThat(again.signings().get(1).kid()).isEqualTo(made.signings().get(1).kid());
    assertThat(again.oneTimeCodes().getEncoded()).isNull();
  }

  @Test
  void keys_whenAskedForThemselves_giveNothing() {
    for (Key key : secrets()) {
      assertThat(key.getEncoded()).isNull();
      assertThat(key.getFormat()).isNull();
      assertThat(key.toString()).contains("token object").contains("sensitive, unextractable");
    }
  }

  @Test
  void keys_whenWrapped_areRefused() throws GeneralSecurityException {
    SecretKey wrapping = KeyGenerator.getInstance("AES", keys.provider()).generateKey();
    for (Key key : secrets()) {
      for (String cipher : List.of("AES/CBC/NoPadding", "AES/ECB/NoPadding", "AES/GCM/NoPadding")) {
        assertThatThrownBy(
                () -> {
                  Cipher wrap = Cipher.getInstance(cipher, keys.provider());
                  wrap.init(Cipher.WRAP_MODE, wrapping);
                  wrap.wrap(key);
                })
            .isInstanceOfAny(
                GeneralSecurityException.class,
                UnsupportedOperationException.class,
                IllegalArgumentException.class);
      }
    }
  }

  @Test
  void openOrMake_whenThereIsNoSuchLibraryOrSlot_namesTheProperty() {
    assertThatThrownBy(
            () ->
                Pkcs11Token.open(
                    VaultSettings.token(Path.of("/nowhere.so"), 0, SoftHsm.PIN),
                    VaultEntries.first("manager", NOW, true)))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("fiveseal.vault.path");
    assertThatThrownBy(
            () ->
                Pkcs11Token.open(
                    VaultSettings.token(SoftHsm.LIBRARY, 4711, SoftHsm.PIN),
                    VaultEntries.first("manager", NOW, true)))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("fiveseal.vault.slot");
  }

  private static List<Key> secrets() {
    return List.of(
        keys.signings().get(1).secret(),
        keys.authorities().get(1).secret(),
        keys.cardMasters().get(1),
        keys.oneTimeCodes());
  }
}
