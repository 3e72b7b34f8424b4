package fiveseal.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.manager.Enrolment;
import fiveseal.manager.Invitation;
import fiveseal.manager.Login;
import fiveseal.manager.Role;
import fiveseal.manager.StoreRegistration;
import fiveseal.manager.StoreVersion;
import fiveseal.manager.Tenant;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.KeyRenewal;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of revoked certificates, over the real database, as the application's own role. */
class RevocationListsTest {
  private static final AtomicInteger STORES = new AtomicInteger();
  private static final Login OPERATOR = new Login("u1", "olivia", Role.OPERATOR, Tenant.operator());
  private static final String CRL_NUMBER = "2.5.29.20";
  private static final String INVALIDITY_DATE = "2.5.29.24";
  private static final DateTimeFormatter GENERALIZED_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  @TempDir static Path directory;
  private static Office office;

  private final Office.Node node = office.node();
  private final RevocationLists lists = node.revocationLists();
  private final SigningKey key = SigningKey.generate();
  private String store;
  private X509Certificate certificate;

  @BeforeAll
  static void open() throws Exception {
    office = new Office(directory);
  }

  @AfterAll
  static void close() throws Exception {
    office.close();
  }

  @BeforeEach
  void enrol() {
    node.transact(
        entities -> {
          node.history(entities).record();
          return true;
        });
    store = "listed-" + STORES.incrementAndGet();
    certificate = PublicKeys.certificate(enrol(key).x5c().get(0));
    pass(Duration.ofMinutes(2));
  }

  // --- what is on it

  @Test
  void of_anAuthority_isSignedByIt_andCountsForADay() throws Exception {
    X509CRL list = list(lists);

    X509Certificate authority = authority();
    list.verify(authority.getPublicKey());
    assertThat(list.getIssuerX500Principal()).isEqualTo(authority.getSubjectX500Principal());
    Instant now = office.clock.instant();
    assertThat(list.getThisUpdate().toInstant()).isBetween(now.minus(Duration.ofHours(12)), now);
    assertThat(list.getNextUpdate().toInstant())
        .isEqualTo(list.getThisUpdate().toInstant().plus(Duration.ofHours(24)));
    assertThat(list.isRevoked(certificate)).isFalse();
    assertThat(bytes(lists, Optional.of(office.vault.authorityKid())))
        .isEqualTo(bytes(lists, Optional.empty()));
  }

  @Test
  void of_whenAKeyIsRevoked_hasItsCertificateAsStolen() throws Exception {
    list(lists);
    Instant at = office.clock.instant();
    revoke();

    X509CRLEntry entry = list(lists).getRevokedCertificate(certificate.getSerialNumber());
    assertThat(entry.getRevocationReason()).isEqualTo(CRLReason.KEY_COMPROMISE);
    assertThat(entry.getRevocationDate().toInstant()).isEqualTo(at.truncatedTo(ChronoUnit.SECONDS));
    assertThat(entry.getExtensionValue(INVALIDITY_DATE)).as("nobody said since when").isNull();
  }

  @Test
  void of_whenAKeyIsStolen_tellsTheTheftBesideTheRevocation_alsoOfAStoreThatIsGone()
      throws Exception {
    Instant theft = office.clock.instant();
    act(life -> life.close(OPERATOR, new StoreVersion(store, 1), "gone", List.of()));
    pass(Duration.ofHours(1));
    Instant at = office.clock.instant();
    revoke();
    assertThat(reason()).isEqualTo(CRLReason.CESSATION_OF_OPERATION);
    pass(Duration.ofHours(1));

    stolen(theft);

    X509CRLEntry entry = list(lists).getRevokedCertificate(certificate.getSerialNumber());
    assertThat(entry.getRevocationReason()).isEqualTo(CRLReason.KEY_COMPROMISE);
    assertThat(entry.getRevocationDate().toInstant()).isEqualTo(at.truncatedTo(ChronoUnit.SECONDS));
    assertThat(invaliditySince(entry)).isEqualTo(theft.truncatedTo(ChronoUnit.SECONDS));
  }

  @Test
  void of_whenAStolenKeyWasRenewed_hasTheNextOneSinceItsBeginning() throws Exception {
    Instant theft = office.clock.instant();
    pass(Duration.ofMinutes(1));
    Instant begun = office.clock.instant();
    X509Certificate thiefs = PublicKeys.certificate(renewed().x5c().get(0));
    pass(Duration.ofHours(1));
    assertThat(list(lists).isRevoked(thiefs)).isFalse();
    Instant declared = office.clock.instant();

    stolen(theft);

    X509CRLEntry entry = list(lists).getRevokedCertificate(thiefs.getSerialNumber());
    assertThat(entry.getRevocationReason()).isEqualTo(CRLReason.KEY_COMPROMISE);
    assertThat(entry.getRevocationDate().toInstant())
        .isEqualTo(declared.truncatedTo(ChronoUnit.SECONDS));
    assertThat(invaliditySince(entry)).isEqualTo(begun.truncatedTo(ChronoUnit.SECONDS));
  }

  /** A GeneralizedTime in an OCTET STRING (RFC 5280 section 5.3.2). */
  private static Instant invaliditySince(X509CRLEntry entry) {
    byte[] extension = entry.getExtensionValue(INVALIDITY_DATE);
    String time = new String(extension, 4, extension.length - 4, US_ASCII);
    return GENERALIZED_TIME.parse(time, Instant::from);
  }

  @Test
  void of_whenTheStoreIsGone_saysSo() throws Exception {
    act(life -> life.close(OPERATOR, new StoreVersion(store, 1), "gone", List.of()));
    revoke();

    assertThat(reason()).isEqualTo(CRLReason.CESSATION_OF_OPERATION);
  }

  @Test
  void of_whenAKeyIsSuperseded_hasItWhenItsServiceIsOver() throws Exception {
    renewed();
    pass(Duration.ofHours(23));
    assertThat(list(lists).isRevoked(certificate)).as("it still serves").isFalse();

    pass(Duration.ofHours(1));
    assertThat(reason()).isEqualTo(CRLReason.SUPERSEDED);
  }

  @Test
  void of_whenTheCertificateHasEndedLongAgo_hasItNoMore() throws Exception {
    revoke();
    pass(Duration.ofDays(366));
    assertThat(list(lists).isRevoked(certificate)).as("until one was made after it").isTrue();

    pass(Duration.ofDays(2));
    assertThat(list(lists).isRevoked(certificate)).isFalse();
  }

  @Test
  void of_eachOfTwoAuthorities_isSignedByIt_andHasItsOwnCertificatesAlone(@TempDir Path apart)
      throws Exception {
    try (Office other = new Office(apart)) {
      Office.Node there = other.node();
      X509Certificate first = revokedIn(other, there, "before");
      String before = other.vault.authorityKid();
      other.room.custodian().addAuthority(other.clock.instant(), false);
      X509Certificate second = revokedIn(other, there, "after");

      RevocationLists found = there.revocationLists();
      X509CRL old = read(found.of(Optional.of(before)));
      X509CRL current = read(found.of(Optional.empty()));
      old.verify(other.vault.certificates().get(0).certificate().getPublicKey());
      current.verify(other.vault.certificates().get(1).certificate().getPublicKey());
      assertThat(old.isRevoked(first)).isTrue();
      assertThat(old.getRevokedCertificates()).hasSize(1);
      assertThat(current.isRevoked(second)).isTrue();
      assertThat(current.getRevokedCertificates()).hasSize(1);
    }
  }

  /** The certificate of a store's key that is revoked. */
  private static X509Certificate revokedIn(Office at, Office.Node there, String store) {
    there.transact(
        entities -> {
          there.history(entities).record();
          return true;
        });
    SigningKey wanted = SigningKey.generate();
    StoreRegistration shop = new StoreRegistration(store, "Shop", Optional.empty(), 0, 5);
    Invitation invitation = there.call(stores -> stores.register(shop));
    Enrolment enrolled =
        there.call(stores -> stores.enrol(invitation.token(), wanted.certificationRequest(store)));
    there.transact(entities -> there.revocation(entities).stolen(wanted.kid(), at.clock.instant()));
    return PublicKeys.certificate(enrolled.x5c().get(0));
  }

  @Test
  void of_whatIsNoAuthority_isNotFound() {
    for (String kid : List.of(key.kid(), office.vault.signer().kid(), "", "' OR '1'='1")) {
      assertThatThrownBy(() -> lists.of(Optional.of(kid)))
          .isInstanceOfSatisfying(
              ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
  }

  // --- when another one is made

  @Test
  void of_whileNothingHappens_isTheSameForHalfADay_whateverNode() throws Exception {
    byte[] first = bytes(lists, Optional.empty());
    RevocationLists other = office.node().revocationLists();
    pass(Duration.ofHours(11));

    assertThat(bytes(lists, Optional.empty())).isEqualTo(first);
    assertThat(bytes(other, Optional.empty())).isEqualTo(first);
    pass(Duration.ofHours(1));
    assertThat(number(list(other))).isEqualTo(number(read(first)).add(BigInteger.ONE));
  }

  @Test
  void of_whenAKeyIsRevokedElsewhere_knowsItAfterAMinute() throws Exception {
    RevocationLists other = office.node().revocationLists();
    list(other);
    revoke();

    assertThat(list(lists).isRevoked(certificate)).as("where it was revoked, at once").isTrue();
    assertThat(list(other).isRevoked(certificate)).isFalse();
    pass(Duration.ofMinutes(1));
    assertThat(list(other).isRevoked(certificate)).isTrue();
    assertThat(bytes(other, Optional.empty())).isEqualTo(bytes(lists, Optional.empty()));
  }

  @Test
  void of_onManyNodesAtOnce_growsByOneFromListToList() throws Exception {
    BigInteger before = number(list(lists));
    revoke();
    List<Callable<X509CRL>> asked = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      RevocationLists own = office.node().revocationLists();
      asked.add(() -> list(own));
    }
    ExecutorService pool = Executors.newFixedThreadPool(asked.size());
    try {
      for (Future<X509CRL> answer : pool.invokeAll(asked)) {
        assertThat(number(answer.get())).isEqualTo(before.add(BigInteger.ONE));
        assertThat(answer.get().isRevoked(certificate)).isTrue();
      }
    } finally {
      pool.shutdown();
    }
  }

  // --- what others say of it

  @Test
  @Tag("python") // by the program that is installed for these tests
  void lists_forOpenSsl_areLists() throws Exception {
    Path folder = Files.createTempDirectory(directory, "openssl");
    Path ca = pem(folder.resolve("ca.pem"), "CERTIFICATE", authority().getEncoded());
    Path leaf = pem(folder.resolve("leaf.pem"), "CERTIFICATE", certificate.getEncoded());
    Path clean = pem(folder.resolve("clean.pem"), "X509 CRL", bytes(lists, Optional.empty()));
    revoke();
    Path after = pem(folder.resolve("after.pem"), "X509 CRL", bytes(lists, Optional.empty()));

    for (Path list : List.of(clean, after)) {
      String read =
          openSsl(
              0,
              "crl",
              "-noout",
              "-text",
              "-verify",
              "-CAfile",
              ca.toString(),
              "-in",
              list.toString());
      assertThat(read)
          .contains("verify OK", "X509v3 CRL Number", "X509v3 Authority Key Identifier");
    }
    assertThat(openSsl(0, verify(ca, clean, leaf))).contains("leaf.pem: OK");
    assertThat(openSsl(2, verify(ca, after, leaf))).contains("certificate revoked");
    pass(Duration.ofDays(1));
    stolen(Office.START);
    Path stolen = pem(folder.resolve("stolen.pem"), "X509 CRL", bytes(lists, Optional.empty()));
    assertThat(openSsl(0, "crl", "-noout", "-text", "-in", stolen.toString()))
        .containsPattern("Invalidity Date: *\\s+Mar  1 12:00:00 2026 GMT")
        .contains("Key Compromise")
        .doesNotContain("Revocation Date: Mar  1 12:00:00 2026 GMT");
    assertThat(openSsl(2, verify(ca, stolen, leaf))).contains("certificate revoked");
    String text = openSsl(0, "x509", "-noout", "-text", "-in", leaf.toString());
    assertThat(text)
        .contains(
            "X509v3 CRL Distribution Points",
            "URI:https://pay.example/api/v1/crl?authority=" + office.vault.authorityKid(),
            "Digital Signature, Non Repudiation",
            "CA:FALSE",
            "X509v3 Subject Key Identifier",
            "X509v3 Authority Key Identifier")
        .doesNotContain("Extended Key Usage");
  }

  private static String[] verify(Path ca, Path list, Path leaf) {
    return new String[] {
      "verify",
      "-x509_strict",
      "-crl_check",
      "-attime",
      Long.toString(office.clock.instant().getEpochSecond()),
      "-CAfile",
      ca.toString(),
      "-CRLfile",
      list.toString(),
      leaf.toString()
    };
  }

  private static String openSsl(int exit, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(Arrays.asList(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(exit);
    return output;
  }

  private static Path pem(Path file, String type, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der);
    return Files.writeString(
        file, "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
  }

  // --- how the tests talk

  private static void pass(Duration time) {
    office.clock.advance(time);
  }

  private Enrolment enrol(SigningKey wanted) {
    StoreRegistration shop = new StoreRegistration(store, "Shop", Optional.empty(), 0, 5);
    Invitation invitation = node.call(stores -> stores.register(shop));
    String request = wanted.certificationRequest(store);
    return node.call(stores -> stores.enrol(invitation.token(), request));
  }

  /** As a container does: observers hear of it when it is committed. */
  private void revoke() {
    act(life -> life.revokeKey(OPERATOR, store, key.kid()));
    node.revoked.events.forEach(lists::forget);
  }

  private void stolen(Instant theft) {
    node.transact(entities -> node.revocation(entities).stolen(key.kid(), theft));
    node.revoked.events.forEach(lists::forget);
  }

  /** The key's next one. */
  private Enrolment renewed() {
    long iat = office.clock.instant().getEpochSecond();
    String request = Base64Url.encode(SigningKey.generate().certificationRequestDer(store));
    String message =
        Signed.by(key, new KeyRenewal(store, "manager", request, iat, iat + 60)).compact();
    return node.call(stores -> stores.renew(message));
  }

  private void act(Consumer<StoreLifeDesk> work) {
    node.live(
        life -> {
          work.accept(life);
          return true;
        });
  }

  private static X509Certificate authority() {
    return office.vault.certificates().get(0).certificate();
  }

  private CRLReason reason() throws Exception {
    return list(lists).getRevokedCertificate(certificate.getSerialNumber()).getRevocationReason();
  }

  private static X509CRL list(RevocationLists from) throws Exception {
    return read(bytes(from, Optional.empty()));
  }

  private static byte[] bytes(RevocationLists from, Optional<String> authority) {
    return from.of(authority);
  }

  private static X509CRL read(byte[] der) throws Exception {
    return (X509CRL)
        CertificateFactory.getInstance("X.509", "SUN").generateCRL(new ByteArrayInputStream(der));
  }

  /** An INTEGER in an OCTET STRING, both short. */
  private static BigInteger number(X509CRL list) {
    byte[] extension = list.getExtensionValue(CRL_NUMBER);
    return new BigInteger(Arrays.copyOfRange(extension, 4, extension.length));
  }
}
