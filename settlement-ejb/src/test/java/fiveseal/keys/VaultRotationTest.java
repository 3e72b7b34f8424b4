package fiveseal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import fiveseal.config.VaultSettings;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.Signer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Further keys in a vault: each takes over at its time, and what came before stays verifiable. */
class VaultRotationTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00.5Z");
  private static final CardNumber CARD = new CardNumber("9392000000000015");

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private VaultSettings settings;
  private KeyVault vault;
  private KeyCustodian custodian;

  @BeforeEach
  void open() {
    settings = VaultSettings.file(folder.resolve("vault"), "correct horse battery", 1000);
    VaultRoom room = VaultRoom.of(() -> settings, "manager", true, kid -> false, clock);
    vault = room.vault();
    custodian = room.custodian();
  }

  @Test
  void add_signing_takesOverAtItsTime_andTheOldOneStillVerifies() {
    Signer old = vault.signer();
    byte[] signature = old.sign(new byte[] {1});
    custodian.addSigning(START.plusSeconds(600));

    clock.now = START.plusSeconds(598);
    assertThat(vault.signer().kid()).isEqualTo(old.kid());
    clock.now = START.plusSeconds(600);
    assertThat(vault.signer().kid()).isNotEqualTo(old.kid());
    assertThat(custodian.inventory())
        .filteredOn(key -> key.kind() == KeyKind.SIGNING)
        .extracting(VaultKey::number, VaultKey::current)
        .containsExactly(tuple(1, false), tuple(2, true));
    assertThat(PublicKeys.verify(publicKey(old.kid()), new byte[] {1}, signature)).isTrue();
    assertThat(PublicKeys.verify(publicKey(vault.signer().kid()), new byte[] {1}, signature))
        .isFalse();
  }

  @Test
  void add_signing_isValidBeforeItSigns() {
    custodian.addSigning(START);
    X509Certificate certificate = certificate(vault.signer().kid());
    assertThat(certificate.getNotBefore().toInstant()).isEqualTo(START.minusMillis(300_500));
  }

  @Test
  void add_whileAnotherNodeHasItOpen_isFoundByItWhenRead() {
    KeyVault other = VaultRoom.of(() -> settings, "manager", true, kid -> false, clock).vault();
    String before = other.signer().kid();
    custodian.addSigning(START);
    custodian.addCardMaster(1);

    assertThat(other.signer().kid()).isEqualTo(before);
    // A card of the new version is known without anybody telling.
    try (CardKey here = vault.cardKey(CARD, 2)) {
      assertThat(here).isNotNull();
    }
    other.cardKey(CARD, 2).close();
    assertThat(other.signer().kid()).isEqualTo(vault.signer().kid());
    assertThatThrownBy(() -> other.cardKey(CARD, 3)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void add_authority_isVouchedForByTheOneBefore() throws GeneralSecurityException {
    X509Certificate root = certificate(vault.authorityKid());
    custodian.addAuthority(START, false);
    custodian.addSigning(START);
    X509Certificate next = certificate(vault.authorityKid());
    X509Certificate leaf = certificate(vault.signer().kid());

    assertThat(next).isNotEqualTo(root);
    assertThat(next.getIssuerX500Principal()).isEqualTo(next.getSubjectX500Principal());
    validate(List.of(leaf, next), root);
    assertThat(
            vault.certificates().stream()
                .filter(key -> key.certificate().equals(next))
                .findFirst()
                .flatMap(ManagerCertificate::issuerKid))
        .contains(PublicKeys.thumbprint(CertifiedKey.publicKey(root)));
  }

  @Test
  void add_signing_whileTheNextAuthorityIsStillToCome_isByTheOneThatServes() {
    String serving = vault.authorityKid();
    custodian.addAuthority(START.plusSeconds(86_400), false);
    String before = vault.signer().kid();
    custodian.addSigning(START);

    String next = vault.signer().kid();
    assertThat(next).isNotEqualTo(before);
    assertThat(
            vault.certificates().stream()
                .filter(key -> key.kid().equals(next))
                .findFirst()
                .flatMap(ManagerCertificate::issuerKid))
        .contains(serving);
  }

  @Test
  void add_authorityByItself_isVouchedForByNobody() throws GeneralSecurityException {
    X509Certificate root = certificate(vault.authorityKid());
    custodian.addAuthority(START, true);
    custodian.addSigning(START);
    X509Certificate next = certificate(vault.authorityKid());
    X509Certificate leaf = certificate(vault.signer().kid());

    validate(List.of(leaf), next);
    assertThatThrownBy(() -> validate(List.of(leaf, next), root))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void add_cardMaster_countsForNewCards_andTheOldOneStillDerives() {
    vault.signer();
    byte[] before = derived(1);
    custodian.addCardMaster(1);
    assertThat(vault.cardKeyVersion()).isEqualTo(2);
    assertThat(derived(1)).isEqualTo(before);
    assertThat(derived(2)).isNotEqualTo(before);
    assertThat(custodian.inventory())
        .filteredOn(key -> key.kind() == KeyKind.CARD_MASTER)
        .extracting(VaultKey::identity)
        .doesNotHaveDuplicates()
        .allMatch(value -> value.matches("[0-9a-f]{16}"));
  }

  @Test
  void destroy_oldKey_isGoneForGood_andTheNewestStays() {
    String old = vault.signer().kid();
    custodian.addSigning(START);
    assertThat(custodian.destroy(KeyKind.SIGNING, 1)).isTrue();
    assertThat(custodian.destroy(KeyKind.SIGNING, 1)).isFalse();
    assertThatThrownBy(() -> custodian.destroy(KeyKind.SIGNING, 2))
        .isInstanceOf(IllegalArgumentException.class);
    KeyVault opened = VaultRoom.of(() -> settings, "manager", true, kid -> false, clock).vault();
    assertThat(opened.certificates()).extracting(ManagerCertificate::kid).doesNotContain(old);
    assertThat(opened.usable()).isTrue();
  }

  @Test
  void backup_whenRestoredByBothHalves_isTheSameVault() throws Exception {
    custodian.addAuthority(START, false);
    custodian.addCardMaster(1);
    byte[] backup;
    try (BackupShares shares = BackupShares.make()) {
      backup = custodian.backup(shares.password());
      VaultSettings elsewhere =
          VaultSettings.file(folder.resolve("restored"), "another long password", 1000);
      VaultRestore.restore(elsewhere, backup, shares);
      VaultRoom restored = VaultRoom.of(() -> elsewhere, "manager", true, kid -> false, clock);
      assertThat(restored.custodian().inventory()).isEqualTo(custodian.inventory());
      assertThat(restored.vault().usable()).isTrue();
      assertThatThrownBy(() -> VaultRestore.restore(elsewhere, backup, shares))
          .isInstanceOf(VaultException.class)
          .hasMessageContaining("there is a vault");
    }
    try (BackupShares others = BackupShares.make()) {
      VaultSettings third =
          VaultSettings.file(folder.resolve("third"), "another long password", 1000);
      assertThatThrownBy(() -> VaultRestore.restore(third, backup, others))
          .isInstanceOf(VaultException.class);
    }
  }

  @Test
  void makeFirst_whereThereAreKeys_isRefused_andAnEmptyVaultWaitsForIt() {
    vault.signer();
    assertThat(custodian.makeFirst()).isFalse();
    VaultSettings empty =
        VaultSettings.file(folder.resolve("empty"), "correct horse battery", 1000);
    VaultRoom waiting = VaultRoom.of(() -> empty, "manager", false, kid -> false, clock);
    assertThat(waiting.vault().usable()).isFalse();
    assertThat(waiting.custodian().makeFirst()).isTrue();
    assertThat(waiting.vault().usable()).isTrue();
  }

  private byte[] derived(int version) {
    VaultKeys keys = BcfksVaultFile.open(settings, entries -> false);
    return new JcaKeyVault(keys, "manager", clock).derive(CARD, version);
  }

  private ECPublicKey publicKey(String kid) {
    return CertifiedKey.publicKey(certificate(kid));
  }

  private X509Certificate certificate(String kid) {
    return vault.certificates().stream()
        .filter(key -> key.kid().equals(kid))
        .findFirst()
        .orElseThrow()
        .certificate();
  }

  private static void validate(List<X509Certificate> path, X509Certificate anchor)
      throws GeneralSecurityException {
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(START));
    CertPathValidator.getInstance("PKIX", Security.getProvider("SUN"))
        .validate(
            CertificateFactory.getInstance("X.509", Security.getProvider("SUN"))
                .generateCertPath(path),
            parameters);
  }

  private static final class TestClock extends Clock {
    private Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
