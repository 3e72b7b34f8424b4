package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.KeySuccession;
import fiveseal.protocol.KeySuccession.Reason;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Signer;
import fiveseal.protocol.jws.SigningKey;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whom the wallet believes: paths of certificates to the CA, and keys that were pinned. */
@Tag("browser")
class WalletTrustTest {
  private static final String HOLDS = "holds";
  private static final String STORE = "mall-1";
  private static final long NOW =
      CertificateMaker.BEGIN.plus(300, ChronoUnit.DAYS).getEpochSecond();
  private static final CertificateMaker CA = CertificateMaker.named("Operator CA");
  private static final SigningKey KEY = SigningKey.generate();
  private static WalletModules wallet;

  @BeforeAll
  static void open() throws IOException {
    wallet = new WalletModules();
  }

  @AfterAll
  static void close() {
    wallet.close();
  }

  // --- certificates

  private static CertificateMaker.Draft leaf() {
    return CA.draft(STORE, KEY.publicKey());
  }

  private static Map<String, Object> path(String... x5c) {
    return Map.of("x5c", List.of(x5c), "ca", CA_CERTIFICATE, "owner", STORE);
  }

  private static final String CA_CERTIFICATE = CA.own();

  private static String told(Map<String, Object> path) {
    return wallet.sentences("paths", List.of(path)).get(0);
  }

  @Test
  void path_toThePinnedCa_holds_alsoThroughALaterCaByTheOneBefore() {
    CertificateMaker later = CertificateMaker.named(CA.name());
    String ofLater = CA.draft(CA.name(), later.publicKey()).authority().base64();

    assertThat(told(path(leaf().base64(), CA_CERTIFICATE))).isEqualTo(HOLDS);
    assertThat(told(path(leaf().base64()))).as("without the CA's own").isEqualTo(HOLDS);
    assertThat(told(path(later.draft(STORE, KEY.publicKey()).base64(), ofLater, CA_CERTIFICATE)))
        .isEqualTo(HOLDS);
    assertThat(told(path(leaf().usage(KeyUsage.digitalSignature).base64(), CA_CERTIFICATE)))
        .isEqualTo(HOLDS);
  }

  @Test
  @DisplayName("Claim 4 refuses: certificates that do not lead to the pinned CA, in the browser")
  void path_thatLeadsElsewhere_isRefused() {
    CertificateMaker other = CertificateMaker.named(CA.name());
    CertificateMaker store = CertificateMaker.named(STORE);
    String ofStore = CA.draft(STORE, store.publicKey()).base64();
    Instant day = CertificateMaker.BEGIN.plus(1, ChronoUnit.DAYS);

    assertThat(told(path(other.draft(STORE, KEY.publicKey()).base64(), other.own())))
        .as("another CA of the same name")
        .contains("does not verify");
    assertThat(told(path(CA.draft("mall-2", KEY.publicKey()).base64(), CA_CERTIFICATE)))
        .isEqualTo("the certificate is another's");
    assertThat(told(path(leaf().issuedAs("Another CA").base64(), CA_CERTIFICATE)))
        .isEqualTo("the certificate names another issuer");
    assertThat(told(path(store.draft(STORE, KEY.publicKey()).base64(), ofStore, CA_CERTIFICATE)))
        .as("by a store, which is no authority")
        .isEqualTo("a certificate by one that is no authority");
    assertThat(told(path(CA_CERTIFICATE))).contains("another's");
    assertThat(told(path())).isEqualTo("no certificate");
    assertThat(told(path(leaf().withAnUnknownCriticalExtension().base64(), CA_CERTIFICATE)))
        .isEqualTo("a critical extension that is not known");
    assertThat(told(path(leaf().signedBy("SHA512withECDSA").base64(), CA_CERTIFICATE)))
        .contains("ECDSA with SHA-256");
    assertThat(
            told(
                path(
                    CA.draft(STORE, CertificateMaker.on("secp384r1", "x").publicKey()).base64(),
                    CA_CERTIFICATE)))
        .isEqualTo("not a P-256 public key");
    assertThat(
            told(
                path(
                    leaf()
                        .valid(
                            CertificateMaker.BEGIN.minus(9, ChronoUnit.DAYS),
                            CertificateMaker.BEGIN.minusSeconds(1))
                        .base64(),
                    CA_CERTIFICATE)))
        .as("it had ended before the CA began")
        .isEqualTo("a certificate that is not valid at that time");
    assertThat(told(path(leaf().valid(day, CertificateMaker.END).base64(), CA_CERTIFICATE)))
        .isEqualTo(HOLDS);
  }

  @Test
  void path_throughAnAuthorityThatMayNotCertify_isRefused() {
    CertificateMaker between = CertificateMaker.named("Between");
    String noCertificates =
        CA.draft("Between", between.publicKey()).authority().usage(KeyUsage.cRLSign).base64();
    String leafBelow = between.draft(STORE, KEY.publicKey()).base64();
    CertificateMaker deeper = CertificateMaker.named("Deeper");
    String ofBetween = CA.draft("Between", between.publicKey()).authority().base64();
    String ofDeeper = between.draft("Deeper", deeper.publicKey()).authority().base64();

    assertThat(told(path(leafBelow, noCertificates, CA_CERTIFICATE)))
        .isEqualTo("a certificate by one that is no authority");
    assertThat(told(path(leafBelow, ofBetween, CA_CERTIFICATE))).isEqualTo(HOLDS);
    assertThat(
            told(
                path(
                    deeper.draft(STORE, KEY.publicKey()).base64(),
                    ofDeeper,
                    ofBetween,
                    CA_CERTIFICATE)))
        .as("a path longer than the constraint allows")
        .isEqualTo("more authorities than the one above allows");
  }

  @Test
  void certificate_withAnyBitFlipped_isRefused() {
    byte[] der = Base64.getDecoder().decode(leaf().base64());
    List<Map<String, Object>> cases = new ArrayList<>();
    for (int at = 0; at < der.length; at++) {
      byte[] bad = der.clone();
      bad[at] ^= 1;
      cases.add(path(Base64.getEncoder().encodeToString(bad), CA_CERTIFICATE));
    }

    assertThat(wallet.sentences("paths", cases))
        .hasSize(der.length)
        .noneMatch(HOLDS::equals)
        .noneMatch(sentence -> sentence.startsWith("FAILED: TypeError"));
  }

  // --- pins

  private static Map<String, Object> published(
      CertificateMaker ca, String owner, Signer signer, java.security.interfaces.ECPublicKey key) {
    Map<String, Object> jwk = new LinkedHashMap<>(PublicKeys.toJwk(key));
    jwk.put("kid", signer.kid());
    jwk.put("iss", owner);
    jwk.put("nbf", CertificateMaker.BEGIN.getEpochSecond());
    jwk.put("exp", CertificateMaker.END.getEpochSecond());
    jwk.put("x5c", List.of(ca.draft(owner, key).base64(), ca == CA ? CA_CERTIFICATE : ca.own()));
    return jwk;
  }

  private static Map<String, Object> published(String owner, SigningKey key) {
    return published(CA, owner, key, key.publicKey());
  }

  private static Map<String, Object> look(List<Map<String, Object>> manager) {
    Map<String, Object> look = new LinkedHashMap<>();
    look.put("manager", manager);
    return look;
  }

  private static List<String> pinning(Map<?, ?>... looks) {
    return wallet.sentences("pinning", List.of(looks), NOW);
  }

  private static Map<String, Object> succession(
      SigningKey before, SigningKey next, Reason reason, Optional<Signer> by) {
    KeySuccession message =
        new KeySuccession(
            "manager",
            before.kid(),
            next.kid(),
            List.of(CA.draft("manager", next.publicKey()).base64(), CA_CERTIFICATE),
            reason,
            CertificateMaker.BEGIN.getEpochSecond(),
            CertificateMaker.BEGIN.getEpochSecond());
    Map<String, Object> proof = new LinkedHashMap<>();
    by.ifPresent(signer -> proof.put("byPredecessor", Signed.by(signer, message).compact()));
    proof.put("byAuthority", Signed.by(CA.signer(), message).compact());
    return proof;
  }

  @Test
  @DisplayName("Claim 4 refuses: a manager's key other than the pinned one, in the browser")
  void managersKey_thatWasExchanged_isRefused() {
    SigningKey manager = SigningKey.generate();
    SigningKey other = SigningKey.generate();
    CertificateMaker otherCa = CertificateMaker.named(CA.name());
    Map<String, Object> first = look(List.of(published("manager", manager)));

    List<String> told =
        pinning(
            first,
            first,
            look(List.of(published("manager", other))),
            look(List.of(published(otherCa, "manager", manager, manager.publicKey()))),
            look(List.of()),
            look(
                List.of(
                    published("manager", manager),
                    published(otherCa, "manager", manager, manager.publicKey()))));
    assertThat(told.get(0)).isEqualTo("holds | " + manager.kid());
    assertThat(told.get(1)).isEqualTo("holds | " + manager.kid());
    assertThat(told.get(2)).startsWith("KEY_CHANGED error.keyChanged").endsWith("| ");
    assertThat(told.get(3)).startsWith("KEY_CHANGED error.unproven").endsWith("| ");
    assertThat(told.get(4)).startsWith("SERVER error.noManagerKey");
    assertThat(told.get(5)).startsWith("KEY_CHANGED error.keyTwice");
  }

  @Test
  void managersKey_thatIsAnothersOrMisnamed_isRefused() {
    SigningKey key = SigningKey.generate();
    Map<String, Object> disguised = published(STORE, key);
    disguised.put("iss", "manager");
    Map<String, Object> renamed = published("manager", key);
    renamed.put("kid", "AAAA");
    Map<String, Object> mixed = published("manager", key);
    mixed.put("x5c", published("manager", SigningKey.generate()).get("x5c"));

    assertThat(pinning(look(List.of(disguised))).get(0)).contains("the certificate is another's");
    assertThat(pinning(look(List.of(renamed))).get(0)).contains("kid is not the key's thumbprint");
    assertThat(pinning(look(List.of(mixed))).get(0)).contains("the certificate is another key's");
  }

  @Test
  void managersKey_thatSucceedsThePinnedOne_isTakenOver_andNoOther() {
    SigningKey manager = SigningKey.generate();
    SigningKey next = SigningKey.generate();
    Map<String, Object> before = published("manager", manager);
    Map<String, Object> first = look(List.of(before));
    Map<String, Object> second = look(List.of(before, published("manager", next)));

    assertThat(
            pinning(
                    first,
                    with(second, succession(manager, next, Reason.ROTATED, Optional.of(manager))))
                .get(1))
        .isEqualTo("holds | " + manager.kid() + " " + next.kid());
    assertThat(
            pinning(
                    first,
                    with(second, succession(manager, next, Reason.COMPROMISED, Optional.empty())))
                .get(1))
        .as("by the CA's word alone")
        .isEqualTo("holds | " + manager.kid() + " " + next.kid());
    assertThat(pinning(first, second).get(1))
        .as("without any word")
        .isEqualTo("holds | " + manager.kid());
    assertThat(
            pinning(
                    first,
                    with(second, succession(manager, next, Reason.ROTATED, Optional.of(next))))
                .get(1))
        .as("by its own word")
        .isEqualTo("holds | " + manager.kid());
    assertThat(
            pinning(
                    first,
                    with(second, succession(manager, next, Reason.ROTATED, Optional.empty())))
                .get(1))
        .as("without the word of the key before")
        .isEqualTo("holds | " + manager.kid());
    SigningKey stranger = SigningKey.generate();
    assertThat(
            pinning(
                    first,
                    with(second, succession(stranger, next, Reason.COMPROMISED, Optional.empty())))
                .get(1))
        .as("succeeding one that is not believed")
        .isEqualTo("holds | " + manager.kid());
  }

  @Test
  void managersKey_thatSucceedsInWordsAboutAnother_isPassedOver() {
    SigningKey manager = SigningKey.generate();
    SigningKey next = SigningKey.generate();
    SigningKey other = SigningKey.generate();
    Map<String, Object> before = published("manager", manager);
    Map<String, Object> said = succession(manager, next, Reason.ROTATED, Optional.of(manager));
    Map<String, Object> followed =
        with(look(List.of(before, published("manager", next), published("manager", other))), said);

    assertThat(pinning(look(List.of(before)), followed).get(1))
        .contains(manager.kid(), next.kid())
        .doesNotContain(other.kid());
    Map<String, Object> byNext = succession(manager, other, Reason.ROTATED, Optional.of(next));
    Map<String, Object> both = new LinkedHashMap<>(followed);
    both.put("successions", List.of(said, byNext));
    assertThat(pinning(look(List.of(before)), both).get(1))
        .as("in the words of a key that is believed and was not succeeded")
        .contains(next.kid())
        .doesNotContain(other.kid());
  }

  private static Map<String, Object> with(Map<String, Object> look, Map<String, Object> proof) {
    Map<String, Object> more = new LinkedHashMap<>(look);
    more.put("successions", List.of(proof));
    return more;
  }

  private static Map<String, Object> store(
      Map<String, Object> look, String id, List<Map<String, Object>> keys, String kid) {
    Map<String, Object> more = new LinkedHashMap<>(look);
    more.put("stores", Map.of(id, keys));
    more.put("storeId", id);
    more.put("kid", kid);
    return more;
  }

  @Test
  void storesKey_isBelievedByItsCertificate_andNotExchangedLater() {
    SigningKey manager = SigningKey.generate();
    SigningKey next = SigningKey.generate();
    Map<String, Object> first = look(List.of(published("manager", manager)));
    Map<String, Object> own = published(STORE, KEY);

    List<String> told =
        pinning(
            store(first, STORE, List.of(own), KEY.kid()),
            store(first, STORE, List.of(own, published(STORE, next)), next.kid()),
            store(first, STORE, List.of(own), KEY.kid()),
            store(first, "nobody", List.of(), "k"),
            store(first, "manager", List.of(), "k"));
    assertThat(told.get(0)).isEqualTo("holds | " + manager.kid() + " " + KEY.kid());
    assertThat(told.get(1)).as("renewed").endsWith(KEY.kid() + " " + next.kid());
    assertThat(told.get(2))
        .as("the renewed one is gone")
        .startsWith("KEY_CHANGED error.keyChanged");
    assertThat(told.get(3)).startsWith("REFUSED error.unknownStore");
    assertThat(told.get(4)).startsWith("REFUSED error.impossibleStore");
    CertificateMaker otherCa = CertificateMaker.named(CA.name());
    assertThat(
            pinning(
                    store(
                        first,
                        STORE,
                        List.of(published(otherCa, STORE, next, next.publicKey())),
                        next.kid()))
                .get(0))
        .startsWith("KEY_CHANGED error.unproven");
  }

  // --- after a CA was stolen

  /** As one that began after the others. */
  private static Map<String, Object> begun(Map<String, Object> published) {
    published.put("nbf", NOW - 60);
    return published;
  }

  @Test
  void managersKey_atFirstUseAfterTheCaWasReplaced_isTheOneThatServes() {
    CertificateMaker next = CertificateMaker.named("Next CA");
    SigningKey before = SigningKey.generate();
    SigningKey serving = SigningKey.generate();
    SigningKey renewed = SigningKey.generate();
    Map<String, Object> first =
        look(
            List.of(
                published("manager", before),
                begun(published(next, "manager", serving, serving.publicKey()))));

    List<String> told =
        pinning(
            first,
            store(first, STORE, List.of(published(STORE, KEY)), KEY.kid()),
            store(
                first,
                STORE,
                List.of(
                    published(STORE, KEY),
                    begun(published(next, STORE, renewed, renewed.publicKey()))),
                renewed.kid()));
    assertThat(told.get(0)).isEqualTo("holds | " + serving.kid());
    assertThat(told.get(1)).startsWith("KEY_CHANGED error.unproven");
    assertThat(told.get(2)).isEqualTo("holds | " + serving.kid() + " " + renewed.kid());
  }

  @Test
  void managersKey_thatIsPinnedAndDoesNotServeAnyMore_endsEverything() {
    CertificateMaker other = CertificateMaker.named("Next CA");
    SigningKey before = SigningKey.generate();
    SigningKey serving = SigningKey.generate();
    Map<String, Object> pinned = published("manager", before);

    assertThat(
            pinning(
                    look(List.of(pinned)),
                    look(
                        List.of(
                            pinned,
                            begun(published(other, "manager", serving, serving.publicKey())))))
                .get(1))
        .startsWith("KEY_CHANGED error.unproven");
  }

  @Test
  void managersKey_whoseSuccessionByAStolenKeyCountsNoMore_isFollowedByTheCasWord() {
    SigningKey before = SigningKey.generate();
    SigningKey next = SigningKey.generate();
    Map<String, Object> stolen = published("manager", before);
    Map<String, Object> first = look(List.of(Map.copyOf(stolen)));
    stolen.put("revokedAt", CertificateMaker.BEGIN.getEpochSecond());
    Map<String, Object> second = look(List.of(stolen, published("manager", next)));
    Map<String, Object> said = succession(before, next, Reason.ROTATED, Optional.of(before));
    Map<String, Object> more = new LinkedHashMap<>(second);
    more.put(
        "successions",
        List.of(said, succession(before, next, Reason.COMPROMISED, Optional.empty())));

    assertThat(pinning(first, with(second, said)).get(1)).doesNotContain(next.kid());
    assertThat(pinning(first, more).get(1)).contains(next.kid());
  }
}
