package fiveseal.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.card.KeyCheckValue;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.SigningKey;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CRLReason;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.ThrowingConsumer;
import org.bouncycastle.operator.OperatorCreationException;
import org.junit.jupiter.api.Test;

/** What every vault does, whatever its keys are kept in. */
abstract class VaultContract {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final CardNumber CARD = new CardNumber("9392000000000015");
  private static final CardNumber OTHER = CardNumber.withCheckDigit("939200000000002");

  private final VaultKeys keys;
  private Instant now = NOW;

  VaultContract(VaultKeys keys) {
    this.keys = keys;
  }

  @Test
  void cardKey_whenThereIsNoSuchVersion_isRefused() {
    assertThatThrownBy(() -> vault().cardKey(CARD, 2)).satisfies(is(ErrorCode.KEY_VERSION));
    assertThatThrownBy(() -> vault().cardKey(CARD, 0)).satisfies(is(ErrorCode.KEY_VERSION));
  }

  @Test
  void checkValues_areOfTheKeysThatTheVaultUses() {
    assertThat(vault().cardKeyCheckValue(CARD, 1))
        .isEqualTo(KeyCheckValue.of(vault().derive(CARD, 1)))
        .isNotEqualTo(vault().cardKeyCheckValue(new CardNumber("9392000000000023"), 1));
    assertThat(vault().masterKeyCheckValue(1)).hasSize(8).isEqualTo(vault().masterKeyCheckValue(1));
    assertThatThrownBy(() -> vault().cardKeyCheckValue(CARD, 2))
        .satisfies(is(ErrorCode.KEY_VERSION));
    assertThatThrownBy(() -> vault().masterKeyCheckValue(2)).satisfies(is(ErrorCode.KEY_VERSION));
  }

  @Test
  void sign_whenVerifiedByItsCertificate_isItsSignature() {
    byte[] input = {1, 2, 3};
    byte[] signature = vault().signer().sign(input);

    ECPublicKey key = keys.signings().get(1).publicKey();
    assertThat(signature).hasSize(64);
    assertThat(vault().signer().kid()).isEqualTo(PublicKeys.thumbprint(key));
    assertThat(PublicKeys.verify(key, input, signature)).isTrue();
    assertThat(PublicKeys.verify(key, new byte[] {1, 2, 4}, signature)).isFalse();
  }

  @Test
  void codeSecret_whenSaltIsAnother_isAnother() {
    byte[] salt = new byte[CodeSecretDerivation.SALT_BYTES];
    byte[] other = salt.clone();
    other[15] = 1;

    byte[] secret = vault().codeSecret(salt);
    assertThat(secret).hasSize(20).isEqualTo(vault().codeSecret(salt));
    assertThat(vault().codeSecret(other)).isNotEqualTo(secret);
    assertThatThrownBy(() -> vault().codeSecret(new byte[15]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void certificates_whenValidated_chainToTheAuthority() throws GeneralSecurityException {
    SigningKey store = SigningKey.generate();
    CertificationRequest request = CertificationRequest.parse(store.certificationRequest("x"));
    X509Certificate issued = issue(request, NOW, NOW.plus(365, ChronoUnit.DAYS));

    validate(issued, NOW);
    validate(keys.signings().get(1).certificate(), NOW);
    assertThat(issued.getSubjectX500Principal().getName()).isEqualTo("CN=store-1,O=manager");
    assertThat(issued.getPublicKey()).isEqualTo(request.publicKey());
    assertThat(issued.getBasicConstraints()).isEqualTo(-1);
    assertThat(issued.getKeyUsage()).startsWith(true, true, false, false, false, false, false);
    assertThat(issued.getCriticalExtensionOIDs())
        .containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
    assertThat(issued.getNonCriticalExtensionOIDs())
        .containsExactlyInAnyOrder("2.5.29.14", "2.5.29.35", "2.5.29.31");
    assertThat(new String(issued.getExtensionValue("2.5.29.31"), ISO_8859_1))
        .contains(
            "https://pay.example/client/api/v1/crl?authority=" + keys.authorities().get(1).kid());
    assertThat(issued.getSerialNumber().signum()).isPositive();
    assertThat(issued.getSerialNumber().bitLength()).isBetween(128, 159);
    X509Certificate authority = keys.authorities().get(1).certificate();
    assertThat(authority.getBasicConstraints()).isZero();
    assertThat(authority.getKeyUsage()[5]).as("keyCertSign").isTrue();
    assertThat(authority.getKeyUsage()[0]).as("digitalSignature").isFalse();
  }

  @Test
  void certificates_whenExpiredOrForeign_areNotValid()
      throws GeneralSecurityException, OperatorCreationException {
    X509Certificate signing = keys.signings().get(1).certificate();
    KeyPair foreign = keyPair();
    X509Certificate foreigner =
        Authority.selfSigned(
                foreign, "manager", NOW, NOW.plus(1, ChronoUnit.DAYS), BouncyCastle.PROVIDER)
            .issue(foreign.getPublic(), "manager", "m", NOW, NOW.plus(1, ChronoUnit.DAYS));

    assertThatThrownBy(() -> validate(signing, NOW.plus(1000, ChronoUnit.DAYS)))
        .isInstanceOf(CertPathValidatorException.class);
    assertThatThrownBy(() -> validate(foreigner, NOW))
        .isInstanceOf(CertPathValidatorException.class);
  }

  @Test
  void issue_whenLongerThanTheAuthority_endsWithIt() {
    CertificationRequest request =
        CertificationRequest.parse(SigningKey.generate().certificationRequest("x"));

    X509Certificate issued = issue(request, Instant.EPOCH, NOW.plus(99_999, ChronoUnit.DAYS));

    assertThat(issued.getNotAfter())
        .isEqualTo(keys.authorities().get(1).certificate().getNotAfter());
    assertThat(issued.getNotBefore())
        .isEqualTo(keys.authorities().get(1).certificate().getNotBefore());
  }

  @Test
  void revocationList_isSignedByTheAuthority_andByNothingElse() throws GeneralSecurityException {
    RevocationList list =
        new RevocationList(
            7,
            NOW,
            NOW.plus(1, ChronoUnit.DAYS),
            List.of(
                new RevocationList.Entry(
                    BigInteger.TEN, NOW, RevocationList.Reason.KEY_COMPROMISE)));

    byte[] signed = vault().revocationList(vault().authorityKid(), list);

    X509CRL read =
        (X509CRL)
            CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(signed));
    read.verify(keys.authorities().get(1).publicKey());
    assertThat(read.getRevokedCertificate(BigInteger.TEN).getRevocationReason())
        .isEqualTo(CRLReason.KEY_COMPROMISE);
    assertThat(read.getRevokedCertificate(BigInteger.ONE)).isNull();
    assertThatThrownBy(() -> vault().revocationList(keys.signings().get(1).kid(), list))
        .satisfies(is(ErrorCode.NOT_FOUND));
  }

  @Test
  void certificates_whenListed_nameTheirIssuers() {
    String authority = keys.authorities().get(1).kid();

    assertThat(vault().certificates())
        .extracting(
            ManagerCertificate::kid, ManagerCertificate::purpose, ManagerCertificate::issuerKid)
        .containsExactly(
            tuple(authority, KeyPurpose.AUTHORITY, Optional.of(authority)),
            tuple(keys.signings().get(1).kid(), KeyPurpose.SIGNING, Optional.of(authority)));
    assertThat(vault().authorityKid()).isEqualTo(authority);
  }

  @Test
  void usable_whenSigningKeyHasExpired_isFalse() {
    assertThat(vault().usable()).isTrue();
    now = NOW.plus(1000, ChronoUnit.DAYS);
    assertThat(vault().usable()).isFalse();
    now = NOW.minus(CertifiedKey.HEAD_START).minusSeconds(1);
    assertThat(vault().usable()).isFalse();
  }

  @Test
  void vault_whenKeyIsNotItsCertificates_isRefused() throws GeneralSecurityException {
    CertifiedKey mixed =
        new CertifiedKey(keyPair().getPrivate(), keys.signings().get(1).certificate());
    VaultKeys wrong =
        new VaultKeys(
            keys.provider(),
            keys.signatureAlgorithm(),
            keys.authorities(),
            new TreeMap<>(Map.of(1, mixed)),
            keys.cardMasters(),
            keys.oneTimeCodes());

    assertThatThrownBy(() -> new JcaKeyVault(wrong, "manager", () -> now))
        .isInstanceOf(VaultException.class);
  }

  @Test
  void personalization_whenOpenedByItsBureau_holdsTheCardsKey()
      throws JOSEException, ParseException {
    ECKey bureau = new ECKeyGenerator(Curve.P_256).generate();

    BlankCards cards =
        new BlankCards("batch-1", "bureau-1", "JPY", 100_000, 30_000, 1, List.of(CARD, OTHER));
    String jwe = vault().personalization(cards, bureau.toPublicJWK().toJSONObject());

    JWEObject opened = JWEObject.parse(jwe);
    assertThat(opened.getHeader().getAlgorithm().getName()).isEqualTo("ECDH-ES+A256KW");
    assertThat(opened.getHeader().getEncryptionMethod().getName()).isEqualTo("A256GCM");
    opened.decrypt(new ECDHDecrypter(bureau));
    JsonMembers members = Json.object(opened.getPayload().toBytes());
    assertThat(members.text("batchId")).isEqualTo("batch-1");
    assertThat(members.text("bureau")).isEqualTo("bureau-1");
    assertThat(members.text("currency")).isEqualTo("JPY");
    assertThat(members.integer("balanceLimit")).isEqualTo(100_000);
    assertThat(members.integer("amountLimit")).isEqualTo(30_000);
    assertThat(members.integer("keyVersion")).isEqualTo(1);
    List<JsonMembers> each = members.objects("cards");
    assertThat(each).hasSize(2);
    assertThat(each.get(1).text("cardNumber")).isEqualTo(OTHER.digits());
    assertThat(each.get(0).text("cardNumber")).isEqualTo(CARD.digits());
    assertThat(Base64Url.decode(each.get(0).text("key"))).isEqualTo(vault().derive(CARD, 1));
    assertThat(each.get(0).text("checkValue"))
        .isEqualTo(HexFormat.of().formatHex(vault().cardKeyCheckValue(CARD, 1)));
    each.get(0).end();
    members.end();
    ECKey stranger = new ECKeyGenerator(Curve.P_256).generate();
    assertThatThrownBy(() -> JWEObject.parse(jwe).decrypt(new ECDHDecrypter(stranger)))
        .isInstanceOf(JOSEException.class);
  }

  @Test
  void personalization_whenBureausKeyIsNone_isRefused() throws JOSEException {
    ECKey bureau = new ECKeyGenerator(Curve.P_256).generate();
    Map<String, Object> offCurve = new TreeMap<>(bureau.toPublicJWK().toJSONObject());
    offCurve.put("y", offCurve.get("x"));
    List<Map<String, Object>> wrong =
        List.of(
            Map.of(),
            Map.of("kty", "oct", "k", "AAAA"),
            offCurve,
            bureau.toJSONObject(),
            new ECKeyGenerator(Curve.P_384).generate().toPublicJWK().toJSONObject());

    BlankCards cards = new BlankCards("b", "b", "JPY", 1, 1, 1, List.of(CARD));
    for (Map<String, Object> jwk : wrong) {
      assertThatThrownBy(() -> vault().personalization(cards, jwk))
          .satisfies(is(ErrorCode.MESSAGE_REFUSED));
    }
  }

  private X509Certificate issue(CertificationRequest request, Instant from, Instant to) {
    URI lists = URI.create("https://pay.example/client/api/v1/crl");
    return vault().issue(request, new CertificateTerms("store-1", from, to, lists)).certificate();
  }

  private void validate(X509Certificate certificate, Instant at) throws GeneralSecurityException {
    CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
    PKIXParameters parameters =
        new PKIXParameters(Set.of(new TrustAnchor(keys.authorities().get(1).certificate(), null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    CertPathValidator.getInstance("PKIX").validate(path, parameters);
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BouncyCastle.PROVIDER);
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static ThrowingConsumer<Throwable> is(ErrorCode code) {
    return e -> assertThat(((ProtocolException) e).code()).isEqualTo(code);
  }

  private JcaKeyVault vault() {
    return new JcaKeyVault(keys, "manager", clock());
  }

  private InstantSource clock() {
    return () -> now;
  }
}
