package fiveseal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fiveseal.config.ConfigurationException;
import fiveseal.config.VaultSettings;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.Signer;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReopeningVaultTest {
  private static final CardNumber CARD = new CardNumber("9392000000000015");
  private static final String PASSWORD = "correct horse battery";

  @TempDir Path directory;

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private VaultSettings settings;
  private int asked;

  @Test
  void vault_whenNothingIsConfigured_isUnavailableUntilSomethingIs() {
    KeyVault vault = vault();

    assertUnavailable(vault::signer);
    assertThat(vault.usable()).isFalse();
    settings = VaultSettings.file(directory.resolve("vault"), PASSWORD);
    now = now.plusSeconds(5);
    assertThat(vault.usable()).isTrue();
    assertThat(vault.cardKeyVersion()).isEqualTo(1);
  }

  @Test
  void vault_whenOpeningFails_isLeftAloneForAWhile() throws IOException {
    Files.writeString(directory.resolve("vault"), "not a vault", StandardCharsets.US_ASCII);
    settings = VaultSettings.file(directory.resolve("vault"), PASSWORD);
    KeyVault vault = vault();

    assertUnavailable(vault::authorityKid);
    assertUnavailable(vault::authorityKid);
    now = now.plusMillis(4999);
    assertUnavailable(vault::certificates);
    assertThat(asked).isEqualTo(1);

    Files.delete(directory.resolve("vault"));
    now = now.plusMillis(1);
    assertThat(vault.usable()).isTrue();
    assertThat(asked).isEqualTo(2);
  }

  @Test
  @Tag("hsm")
  void token_whenItRefusesThePin_isNotAskedAgainWithTheSame() {
    VaultSettings right = SoftHsm.newToken("pin");
    settings = VaultSettings.token(right.path(), right.slot(), "00000000");
    KeyVault vault = vault();

    for (int i = 0; i < 20; i++) {
      assertUnavailable(vault::signer);
      now = now.plusSeconds(10);
    }
    settings = right;
    assertThat(vault.usable()).isTrue();
  }

  @Test
  @Tag("hsm")
  void token_whenItIsAwayAndComesBack_failsClosedAndGoesOn() throws IOException {
    settings = SoftHsm.newToken("away");
    KeyVault vault = vault();
    Signer before = vault.signer();
    byte[] signature = before.sign(new byte[] {1});
    byte[] secret = vault.codeSecret(new byte[16]);

    SoftHsm.takeAway();
    try {
      assertUnavailable(() -> vault.cardKey(CARD, 1));
      assertUnavailable(() -> before.sign(new byte[] {1}));
      assertUnavailable(vault::signer);
      assertThat(vault.usable()).isFalse();
    } finally {
      SoftHsm.bringBack();
    }
    assertUnavailable(vault::signer);
    now = now.plusSeconds(5);

    assertThat(vault.usable()).isTrue();
    assertThat(vault.signer().kid()).isEqualTo(before.kid());
    assertThat(vault.codeSecret(new byte[16])).isEqualTo(secret);
    assertThat(
            PublicKeys.verify(
                CertifiedKey.publicKey(vault.certificates().get(1).certificate()),
                new byte[] {1},
                signature))
        .isTrue();
  }

  /** Its handle could be that of another key by now; the vault that is open stays open. */
  @Test
  @Tag("hsm")
  void signer_ofBefore_whenTheTokenIsAnother_failsAlone() throws IOException {
    VaultSettings another = SoftHsm.newToken("another");
    settings = SoftHsm.newToken("one");
    KeyVault vault = vault();
    Signer before = vault.signer();
    SoftHsm.takeAway();
    assertUnavailable(() -> before.sign(new byte[] {1}));
    SoftHsm.bringBack();
    settings = another;
    now = now.plusSeconds(5);
    assertThat(vault.signer().kid()).isNotEqualTo(before.kid());
    int opened = asked;

    assertUnavailable(() -> before.sign(new byte[] {1}));

    assertThat(vault.usable()).isTrue();
    assertThat(asked).isEqualTo(opened);
  }

  /**
   * A library begun again gives old numbers to other objects. What Java still holds of before, and
   * would destroy as garbage, must not be the keys in the token.
   */
  @Test
  @Tag("hsm")
  void token_whenItComesBackAfterKeysWereMadeInIt_keepsAllOfThem() throws Exception {
    settings = SoftHsm.newToken("garbage");
    List<SecretKey> garbage = new ArrayList<>();
    KeyVault vault = vault();
    String kid = vault.signer().kid();
    VaultKeys keys = Pkcs11Token.open(settings, VaultEntries.first("manager", now, true));
    for (int i = 0; i < 20; i++) {
      garbage.add(KeyGenerator.getInstance("HmacSHA256", keys.provider()).generateKey());
    }
    WeakReference<SecretKey> last = new WeakReference<>(garbage.get(19));
    byte[] checkValue = vault.masterKeyCheckValue(1);
    SoftHsm.takeAway();
    assertUnavailable(() -> vault.codeSecret(new byte[16]));
    assertThat(vault.usable()).isFalse();
    SoftHsm.bringBack();
    now = now.plusSeconds(5);
    assertThat(vault.usable()).isTrue();

    garbage.clear();
    await()
        .until(
            () -> {
              System.gc();
              return last.refersTo(null);
            });
    // Java looks at what is garbage whenever it makes a key that is not kept.
    VaultKeys again = Pkcs11Token.open(settings, VaultEntries.first("manager", now, true));
    for (int i = 0; i < 20; i++) {
      assertThat(KeyGenerator.getInstance("HmacSHA256", again.provider()).generateKey())
          .isNotNull();
    }

    VaultKeys left = Pkcs11Token.open(settings, VaultEntries.first("manager", now, true));
    assertThat(left.signings().get(1).kid()).isEqualTo(kid);
    assertThat(new JcaKeyVault(left, "manager", () -> now).masterKeyCheckValue(1))
        .isEqualTo(checkValue);
    assertThat(vault.masterKeyCheckValue(1)).isEqualTo(checkValue);
  }

  private KeyVault vault() {
    VaultOpener opener =
        new VaultOpener(
            () -> {
              asked++;
              if (settings == null) {
                throw new ConfigurationException("fiveseal.vault.path is missing");
              }
              return settings;
            },
            "manager",
            true,
            () -> now);
    return new ReopeningVault(opener::open, opener::open, kid -> false, () -> now);
  }

  private static void assertUnavailable(ThrowingCallable use) {
    assertThatThrownBy(use)
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
  }
}
