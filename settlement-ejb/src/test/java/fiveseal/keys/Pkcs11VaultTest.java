package fiveseal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.config.VaultSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.List;
import java.util.stream.Stream;
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
    keys = Pkcs11Token.openOrMake(settings, "manager", NOW);
  }

  @AfterAll
  static void leave() {
    Pkcs11Token.close(keys.provider());
  }

  @Test
  void openOrMake_whenThereAreKeys_findsThem() {
    VaultKeys again = Pkcs11Token.openOrMake(settings, "manager", NOW.plusSeconds(9));

    assertThat(again.signing().kid()).isEqualTo(keys.signing().kid());
    assertThat(again.authority().kid()).isEqualTo(keys.authority().kid());
    assertThat(again.cardMasters()).containsOnlyKeys(1);
  }

  @Test
  void openOrMake_whenTokenIsOfBefore_addsWhatItLacksOnce() throws Exception {
    VaultKeys made = Pkcs11Token.openOrMake(before, "manager", NOW);
    KeyStore store = KeyStore.getInstance("PKCS11", made.provider());
    store.load(null, null);
    store.deleteEntry("one-time-codes-1");
    byte[] salt = new byte[CodeSecretDerivation.SALT_BYTES];

    VaultKeys added = Pkcs11Token.openOrMake(before, "manager", NOW);
    byte[] secret = new JcaKeyVault(added, "manager", () -> NOW).codeSecret(salt);

    VaultKeys again = Pkcs11Token.openOrMake(before, "manager", NOW);
    assertThat(new JcaKeyVault(again, "manager", () -> NOW).codeSecret(salt)).isEqualTo(secret);
    assertThat(again.signing().kid()).isEqualTo(made.signing().kid());
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

  /** Beside each refusal the same with a key that may leave, so that it is the key's own. */
  @Test
  void keys_whenWrappedOrRead_areRefusedByTheToken() throws ReflectiveOperationException {
    RawToken token = new RawToken(settings);
    long wrapping = token.wrappingKey();
    long extractable = token.extractableKey();
    assertThat(token.read(extractable)).isEmpty();
    List<Long> ours =
        Stream.concat(
                token.keys(RawToken.PRIVATE_KEY).stream(), token.keys(RawToken.SECRET_KEY).stream())
            .toList();

    assertThat(ours).hasSameSizeAs(secrets());
    for (long key : ours) {
      assertThat(token.read(key)).startsWith("CKR_ATTRIBUTE_SENSITIVE");
    }
    for (long mechanism : List.of(RawToken.AES_KEY_WRAP, RawToken.AES_KEY_WRAP_PAD)) {
      assertThat(token.wrap(mechanism, wrapping, extractable)).isEmpty();
      for (long key : ours) {
        assertThat(token.wrap(mechanism, wrapping, key)).isEqualTo("CKR_KEY_UNEXTRACTABLE");
      }
    }
  }

  /** As somebody else's program shows them. */
  @Test
  void keys_whenListedByPkcs11Tool_areSensitiveAndNeverExtractableAndMadeInside()
      throws IOException {
    String shown = SoftHsm.list(settings);

    assertThat(shown.lines().filter(line -> line.matches("(Private|Secret) Key Object.*")))
        .hasSameSizeAs(secrets());
    assertThat(shown.lines().filter(line -> line.contains("Access:")))
        .hasSameSizeAs(secrets())
        .allMatch(
            line ->
                line.strip()
                    .matches("Access: +sensitive, always sensitive, never extractable, local"));
    assertThat(shown.lines().filter(line -> line.contains("Usage:")))
        .allMatch(line -> line.strip().matches("Usage: +(sign|verify)"));
  }

  @Test
  void openOrMake_whenThereIsNoSuchLibraryOrSlot_namesTheProperty() {
    assertThatThrownBy(
            () ->
                Pkcs11Token.openOrMake(
                    VaultSettings.token(Path.of("/nowhere.so"), 0, SoftHsm.PIN), "manager", NOW))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("fiveseal.vault.path");
    assertThatThrownBy(
            () ->
                Pkcs11Token.openOrMake(
                    VaultSettings.token(SoftHsm.LIBRARY, 4711, SoftHsm.PIN), "manager", NOW))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("fiveseal.vault.slot");
  }

  private static List<Key> secrets() {
    return List.of(
        keys.signing().secret(),
        keys.authority().secret(),
        keys.cardMasters().get(1),
        keys.oneTimeCodes());
  }
}
