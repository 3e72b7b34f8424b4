package fiveseal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.config.VaultSettings;
import fiveseal.keys.HistoryWiring;
import fiveseal.keys.VaultException;
import fiveseal.keys.VaultRoom;
import fiveseal.manager.Enrolment;
import fiveseal.manager.Invitation;
import fiveseal.manager.PublishedKey;
import fiveseal.manager.StoreRegistration;
import fiveseal.protocol.CompletionEndpoint;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.StoreAuth;
import fiveseal.protocol.jws.KeyRecord;
import fiveseal.protocol.jws.KeyRole;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.protocol.jws.Verifier;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores over the real database, as the application's own role. */
class StoreRegistrarTest {
  private static final AtomicInteger STORES = new AtomicInteger();

  @TempDir static Path directory;
  private static Office office;

  private final Office.Node node = office.node();

  @BeforeAll
  static void open() throws Exception {
    office = new Office(directory);
  }

  @AfterAll
  static void close() throws Exception {
    office.close();
  }

  @BeforeEach
  void recordVault() {
    run(entities -> node.history(entities).record());
  }

  // --- registration

  @Test
  void register_whenRepeated_findsTheStoreAndInvitesAgain() {
    StoreRegistration registration = store();

    Invitation first = node.call(stores -> stores.register(registration));
    Invitation second = node.call(stores -> stores.register(registration));

    assertThat(first.storeId()).isEqualTo(registration.storeId());
    assertThat(second.token()).hasSizeGreaterThanOrEqualTo(22).isNotEqualTo(first.token());
  }

  @Test
  void register_whenOtherData_isAConflict() {
    StoreRegistration registration = store();
    node.call(stores -> stores.register(registration));

    assertRefused(
        ErrorCode.CONFLICTING_REPLAY,
        () ->
            node.call(
                stores ->
                    stores.register(
                        new StoreRegistration(
                            registration.storeId(), "Other", Optional.empty(), 0, 5))));
  }

  @Test
  void register_whenIllFormed_isRefused() {
    assertRefused(ErrorCode.MESSAGE_MALFORMED, () -> register("a b", "Shop", null, 0, 0));
    assertRefused(ErrorCode.MESSAGE_MALFORMED, () -> register("", "Shop", null, 0, 0));
    assertRefused(ErrorCode.MESSAGE_MALFORMED, () -> register(newId(), " ", null, 0, 0));
    assertRefused(ErrorCode.MESSAGE_MALFORMED, () -> register(newId(), "a\u0000", null, 0, 0));
    assertRefused(ErrorCode.MESSAGE_REFUSED, () -> register("manager", "Shop", null, 0, 0));
    assertRefused(ErrorCode.MESSAGE_REFUSED, () -> register("client", "Shop", null, 0, 0));
    assertRefused(ErrorCode.MESSAGE_REFUSED, () -> register(newId(), "Shop", null, 1, 0));
    assertRefused(ErrorCode.MESSAGE_REFUSED, () -> register(newId(), "Shop", null, 0, -1));
    assertRefused(ErrorCode.MESSAGE_REFUSED, () -> register(newId(), "Shop", null, 0, 1001));
    assertRefused(ErrorCode.MESSAGE_REFUSED, () -> register(newId(), "Shop", "nobody", 0, 0));
  }

  @Test
  void register_whenMallIsALowerStore_isRefused() {
    String mall = register(newId(), "Mall", null, 0, 5).storeId();
    String lower = register(newId(), "Lower", mall, 100, 0).storeId();

    assertRefused(ErrorCode.MESSAGE_REFUSED, () -> register(newId(), "Deeper", lower, 0, 0));
    assertThatThrownBy(
            () ->
                run(
                    entities ->
                        entities
                            .createNativeQuery(
                                "INSERT INTO store (store_id, name, role, mall_id,"
                                    + " commission_per_mille, fee_per_mille, registered_at)"
                                    + " VALUES (?1, 'x', 'LOWER_STORE', ?2, 0, 0, now())")
                            .setParameter(1, newId())
                            .setParameter(2, lower)
                            .executeUpdate()))
        .hasMessageContaining("store_mall_is_no_lower_store");
  }

  // --- contracts

  @Test
  void contracts_whenAsked_knowWhoCarriesWhom() {
    String mall = register(newId(), "Mall", null, 0, 5).storeId();
    String lower = register(newId(), "Lower", mall, 100, 3).storeId();
    String alone = register(newId(), "Alone", null, 0, 7).storeId();

    run(
        entities -> {
          Contracts contracts = node.contracts;
          assertThat(contracts.mayCarry(mall, mall)).isTrue();
          assertThat(contracts.mayCarry(mall, lower)).isTrue();
          assertThat(contracts.mayCarry(mall, alone)).isFalse();
          assertThat(contracts.mayCarry(alone, lower)).isFalse();
          assertThat(contracts.mayCarry(lower, lower)).isFalse();
          assertThat(contracts.mayCarry(mall, "nobody")).isFalse();
          assertThat(contracts.terms(lower, Office.START)).isEqualTo(new Terms(100, 3));
          assertThat(contracts.terms(mall, Office.START)).isEqualTo(new Terms(0, 5));
          assertThat(contracts.mallOf(lower)).contains(mall);
          assertThat(contracts.mallOf(mall)).isEmpty();
          assertThat(contracts.nameOf(lower, Office.START)).contains("Lower");
          assertRefused(ErrorCode.MESSAGE_REFUSED, () -> contracts.terms("nobody", Office.START));
        });
  }

  // --- enrolment

  @Test
  void enrol_whenInvited_certifiesTheKey() throws GeneralSecurityException {
    SigningKey key = SigningKey.generate();
    Invitation invitation = node.call(stores -> stores.register(store()));

    Enrolment enrolment = enrol(invitation, key);

    assertThat(enrolment.storeId()).isEqualTo(invitation.storeId());
    assertThat(enrolment.managerId()).isEqualTo("manager");
    assertThat(enrolment.kid()).isEqualTo(key.kid());
    X509Certificate certificate = PublicKeys.certificate(enrolment.x5c().get(0));
    certificate.verify(PublicKeys.fromX5c(enrolment.x5c().get(1)));
    assertThat(certificate.getSubjectX500Principal().getName())
        .isEqualTo("CN=" + invitation.storeId() + ",O=manager");
    KeyRecord record = byKid(node, key.kid()).orElseThrow();
    assertThat(record.owner()).isEqualTo(invitation.storeId());
    assertThat(record.role()).isEqualTo(KeyRole.STORE);
    assertThat(record.validAt(office.clock.instant())).isTrue();
    assertThat(record.validAt(office.clock.instant().plus(Duration.ofDays(366)))).isFalse();
  }

  @Test
  void enrol_whenAnswerWasLost_givesItAgain() {
    SigningKey key = SigningKey.generate();
    Invitation invitation = node.call(stores -> stores.register(store()));
    Enrolment first = enrol(invitation, key);

    office.clock.advance(Duration.ofDays(30));

    assertThat(enrol(invitation, key)).isEqualTo(first);
  }

  @Test
  void enrol_whenTokenIsNoneOrUsedOrExpired_isRefused() {
    StoreRegistration registration = store();
    Invitation used = node.call(stores -> stores.register(registration));
    Invitation beside = node.call(stores -> stores.register(registration));
    enrol(used, SigningKey.generate());
    Invitation expired = node.call(stores -> stores.register(registration));
    office.clock.advance(Duration.ofDays(7));

    for (Invitation each : List.of(used, beside, expired, new Invitation("x", "no token"))) {
      assertRefused(ErrorCode.ENROLMENT_REFUSED, () -> enrol(each, SigningKey.generate()));
    }
  }

  @Test
  void enrol_whenKeyIsRegistered_isRefused() {
    SigningKey key = SigningKey.generate();
    enrol(node.call(stores -> stores.register(store())), key);
    StoreRegistration other = store();
    Invitation invitation = node.call(stores -> stores.register(other));

    assertRefused(ErrorCode.ENROLMENT_REFUSED, () -> enrol(invitation, key));
    assertThat(enrol(invitation, SigningKey.generate()).storeId()).isEqualTo(other.storeId());
  }

  @Test
  void enrol_whenProofIsBad_spendsNothing() {
    Invitation invitation = node.call(stores -> stores.register(store()));
    SigningKey key = SigningKey.generate();

    assertRefused(
        ErrorCode.ENROLMENT_REFUSED,
        () -> node.call(stores -> stores.enrol(invitation.token(), "no request")));
    assertThat(enrol(invitation, key).kid()).isEqualTo(key.kid());
  }

  @Test
  void enrol_whenTheStoreHasAKey_supersedesItAtOnce() {
    StoreRegistration registration = store();
    SigningKey old = SigningKey.generate();
    SigningKey next = SigningKey.generate();
    enrol(node.call(stores -> stores.register(registration)), old);
    office.clock.advance(Duration.ofSeconds(10));
    Instant before = office.clock.instant();
    String early = auth(registration.storeId(), old);
    office.clock.advance(Duration.ofSeconds(10));
    enrol(node.call(stores -> stores.register(registration)), next);

    assertThat(authenticate(node, auth(registration.storeId(), next)))
        .isEqualTo(registration.storeId());
    assertRefused(
        ErrorCode.SIGNATURE_REFUSED, () -> authenticate(node, auth(registration.storeId(), old)));
    run(
        entities ->
            assertThat(new Verifier(node.keys).verify(early, StoreAuth.class, before)).isNotNull());
  }

  @Test
  void enrol_whenManyAtOnce_enrolsOne() throws Exception {
    StoreRegistration registration = store();
    List<Callable<Boolean>> attempts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Invitation invitation = node.call(stores -> stores.register(registration));
      String request = SigningKey.generate().certificationRequest("x");
      Office.Node own = office.node();
      attempts.add(
          () -> {
            try {
              own.call(stores -> stores.enrol(invitation.token(), request));
              return true;
            } catch (ProtocolException e) {
              assertThat(e.code()).isEqualTo(ErrorCode.ENROLMENT_REFUSED);
              return false;
            }
          });
    }
    ExecutorService pool = Executors.newFixedThreadPool(attempts.size());
    try {
      int enrolled = 0;
      for (Future<Boolean> attempt : pool.invokeAll(attempts)) {
        enrolled += attempt.get() ? 1 : 0;
      }
      assertThat(enrolled).isEqualTo(1);
    } finally {
      pool.shutdown();
    }
  }

  // --- keys

  @Test
  void byKid_whenUnknown_isEmpty() {
    SigningKey stranger = SigningKey.generate();
    for (String kid :
        List.of(
            stranger.kid(),
            "",
            "' OR '1'='1",
            "../../../../etc/passwd",
            office.vault.authorityKid())) {
      assertThat(byKid(node, kid)).as(kid).isEmpty();
    }
  }

  @Test
  void byKid_whenTheManagers_isItsSigningKey() {
    KeyRecord key = byKid(node, office.vault.signer().kid()).orElseThrow();

    assertThat(key.role()).isEqualTo(KeyRole.MANAGER);
    assertThat(key.owner()).isEqualTo("manager");
    assertThat(key.validAt(Office.START)).isTrue();
    assertThat(byKid(node, office.vault.signer().kid())).contains(key);
  }

  @Test
  void byKid_whenOfALowerStore_hasItsRole() {
    String mall = register(newId(), "Mall", null, 0, 5).storeId();
    SigningKey key = SigningKey.generate();
    enrol(register(newId(), "Lower", mall, 100, 0), key);

    assertThat(byKid(node, key.kid()).orElseThrow().role()).isEqualTo(KeyRole.LOWER_STORE);
  }

  @Test
  void revoke_whenCommitted_countsOnEveryNodeAtOnce() {
    StoreRegistration registration = store();
    SigningKey key = SigningKey.generate();
    enrol(node.call(stores -> stores.register(registration)), key);
    Office.Node other = office.node();
    String bearer = auth(registration.storeId(), key);
    assertThat(authenticate(node, bearer)).isEqualTo(registration.storeId());
    assertThat(authenticate(other, bearer)).isEqualTo(registration.storeId());
    Instant before = office.clock.instant();
    office.clock.advance(Duration.ofMillis(1));

    run(stores -> stores.revoke(registration.storeId(), key.kid()), node);

    assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> authenticate(node, bearer));
    assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> authenticate(other, bearer));
    run(
        entities ->
            assertThat(new Verifier(node.keys).verify(bearer, StoreAuth.class, before))
                .isNotNull());
  }

  @Test
  void revoke_whenRepeated_keepsTheFirstTime() {
    StoreRegistration registration = store();
    SigningKey key = SigningKey.generate();
    enrol(node.call(stores -> stores.register(registration)), key);
    run(stores -> stores.revoke(registration.storeId(), key.kid()), node);
    Optional<Instant> revokedAt = byKid(node, key.kid()).orElseThrow().revokedAt();
    office.clock.advance(Duration.ofDays(1));

    run(stores -> stores.revoke(registration.storeId(), key.kid()), node);

    assertThat(revokedAt).isPresent();
    assertThat(byKid(node, key.kid()).orElseThrow().revokedAt()).isEqualTo(revokedAt);
  }

  @Test
  void revoke_whenKeyIsAnothers_isNotFoundAndChangesNothing() {
    SigningKey key = SigningKey.generate();
    enrol(node.call(stores -> stores.register(store())), key);
    String other = register(newId(), "Other", null, 0, 0).storeId();

    assertRefused(ErrorCode.NOT_FOUND, () -> run(stores -> stores.revoke(other, key.kid()), node));
    assertRefused(
        ErrorCode.NOT_FOUND,
        () -> run(stores -> stores.revoke(other, SigningKey.generate().kid()), node));
    assertThat(byKid(node, key.kid()).orElseThrow().revokedAt()).isEmpty();
  }

  // --- stolen keys

  private void stolen(SigningKey key, Instant at) {
    node.transact(entities -> node.revocation(entities).stolen(key.kid(), at));
  }

  @Test
  void stolen_endsForOthersAtTheTheft_andForTheManagerWhenItIsDeclared() {
    StoreRegistration registration = store();
    SigningKey key = SigningKey.generate();
    enrol(node.call(stores -> stores.register(registration)), key);
    office.clock.advance(Duration.ofHours(1));
    Instant theft = office.clock.instant().truncatedTo(ChronoUnit.SECONDS);
    office.clock.advance(Duration.ofHours(1));
    String bearer = auth(registration.storeId(), key);
    Instant accepted = office.clock.instant();
    assertThat(authenticate(node, bearer)).isEqualTo(registration.storeId());
    office.clock.advance(Duration.ofSeconds(1));
    Instant declared = office.clock.instant();

    stolen(key, theft);

    assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> authenticate(office.node(), bearer));
    assertThat(byKid(node, key.kid()).orElseThrow().revokedAt()).contains(declared);
    run(
        entities ->
            assertThat(new Verifier(node.keys).verify(bearer, StoreAuth.class, accepted))
                .isNotNull());
    List<PublishedKey> published =
        node.transact(entities -> node.published(entities).ofStore(registration.storeId()));
    assertThat(published.get(0).revokedAt()).hasValue(theft.getEpochSecond());
    assertThat(wasStolen(key, theft)).isTrue();
    assertThat(wasStolen(key, theft.minusNanos(1))).isFalse();
    assertThat(wasStolen(SigningKey.generate(), theft)).isFalse();
  }

  private boolean wasStolen(SigningKey key, Instant firstReceived) {
    return node.transact(entities -> node.keys.wasStolen(key.kid(), firstReceived));
  }

  @Test
  void stolen_whenDeclaredAgain_keepsTheEarliestTheft_andTheFirstRevocation() {
    StoreRegistration registration = store();
    SigningKey key = SigningKey.generate();
    enrol(node.call(stores -> stores.register(registration)), key);
    office.clock.advance(Duration.ofHours(1));
    Instant theft = office.clock.instant();
    stolen(key, theft);
    Instant declared = office.clock.instant();
    office.clock.advance(Duration.ofHours(1));

    stolen(key, theft.minusSeconds(60));
    stolen(key, office.clock.instant());

    assertThat(wasStolen(key, theft.minusSeconds(60))).isTrue();
    assertThat(wasStolen(key, theft.minusSeconds(61))).isFalse();
    assertThat(byKid(node, key.kid()).orElseThrow().revokedAt()).contains(declared);
  }

  @Test
  void stolen_inTheFutureOrNobodys_isRefused() {
    StoreRegistration registration = store();
    SigningKey key = SigningKey.generate();
    enrol(node.call(stores -> stores.register(registration)), key);
    Instant now = office.clock.instant();

    assertRefused(ErrorCode.MESSAGE_REFUSED, () -> stolen(key, now.plusMillis(1)));
    assertRefused(ErrorCode.NOT_FOUND, () -> stolen(SigningKey.generate(), now));
    assertThat(byKid(node, key.kid()).orElseThrow().revokedAt()).isEmpty();
  }

  @Test
  void endpoint_statedWithAStolenKey_countsNoMore() {
    StoreRegistration registration = store();
    String id = registration.storeId();
    SigningKey key = SigningKey.generate();
    enrol(node.call(stores -> stores.register(registration)), key);
    long now = office.clock.instant().getEpochSecond();
    run(stores -> stores.completionEndpoint(endpoint(key, id, "https://own.example/", now)), node);
    office.clock.advance(Duration.ofMinutes(1));
    Instant theft = office.clock.instant();
    String thiefs = endpoint(key, id, "https://thief.example/", theft.getEpochSecond());
    run(stores -> stores.completionEndpoint(thiefs), node);
    assertThat(endpointOf(id)).contains(URI.create("https://thief.example/"));

    stolen(key, theft);

    assertThat(endpointOf(id)).contains(URI.create("https://own.example/"));
  }

  @Test
  void published_whenAsked_showsAllKeysWithTheirChains() throws GeneralSecurityException {
    StoreRegistration registration = store();
    SigningKey old = SigningKey.generate();
    SigningKey next = SigningKey.generate();
    enrol(node.call(stores -> stores.register(registration)), old);
    office.clock.advance(Duration.ofMinutes(1));
    enrol(node.call(stores -> stores.register(registration)), next);
    office.clock.advance(Duration.ofMinutes(1));
    run(stores -> stores.revoke(registration.storeId(), next.kid()), node);

    List<PublishedKey> keys =
        node.transact(entities -> node.published(entities).ofStore(registration.storeId()));

    assertThat(keys).extracting(PublishedKey::kid).containsExactly(old.kid(), next.kid());
    assertThat(keys.get(0).exp()).isLessThanOrEqualTo(keys.get(1).nbf() + 1);
    assertThat(keys.get(0).revokedAt()).isEmpty();
    assertThat(keys.get(1).revokedAt()).isPresent();
    assertThat(keys).allSatisfy(key -> assertThat(key.iss()).isEqualTo(registration.storeId()));
    for (PublishedKey key : keys) {
      PublicKeys.certificate(key.x5c().get(0)).verify(PublicKeys.fromX5c(key.x5c().get(1)));
    }
    List<PublishedKey> own = node.transact(entities -> node.published(entities).ofManager());
    assertThat(own).extracting(PublishedKey::kid).containsExactly(office.vault.signer().kid());
    assertThat(own.get(0).jwk()).containsOnlyKeys("kty", "crv", "x", "y");
    assertThat(own.get(0).x5c()).hasSize(2);
    assertThat(node.<List<?>>transact(entities -> node.published(entities).ofStore("nobody")))
        .isEmpty();
  }

  @Test
  void record_whenVaultIsAnother_isRefused(@TempDir Path elsewhere) {
    VaultSettings other = VaultSettings.file(elsewhere.resolve("vault"), "correct horse battery");
    VaultRoom stranger = VaultRoom.of(() -> other, "manager", true, kid -> false, office.clock);

    assertThatThrownBy(
            () ->
                run(
                    entities ->
                        HistoryWiring.history(
                                entities, stranger, office.configuration, office.clock)
                            .record()))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("fiveseal.vault.path");
    assertThat(byKid(node, stranger.vault().signer().kid())).isEmpty();
  }

  // --- bearer tokens

  @Test
  void authenticate_whenBad_isRefused() {
    StoreRegistration registration = store();
    String id = registration.storeId();
    SigningKey key = SigningKey.generate();
    enrol(node.call(stores -> stores.register(registration)), key);
    String victim = register(newId(), "Victim", null, 0, 0).storeId();
    long now = office.clock.instant().getEpochSecond();

    assertRefused(ErrorCode.MESSAGE_MALFORMED, () -> authenticate(node, "x.y"));
    assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> authenticate(node, auth(victim, key)));
    assertRefused(
        ErrorCode.SIGNATURE_REFUSED, () -> authenticate(node, auth(id, SigningKey.generate())));
    assertRefused(
        ErrorCode.MESSAGE_REFUSED,
        () -> authenticate(node, sign(key, new StoreAuth(id, "other", "j", now, now + 300))));
    assertRefused(
        ErrorCode.MESSAGE_REFUSED,
        () ->
            authenticate(node, sign(key, new StoreAuth(id, "manager", "j", now - 400, now - 100))));
    assertThat(authenticate(node, auth(id, key))).isEqualTo(id);
  }

  // --- completion endpoints

  @Test
  void completionEndpoint_whenStatedInAnyOrder_theGreatestIatWins() {
    StoreRegistration registration = store();
    String id = registration.storeId();
    SigningKey key = SigningKey.generate();
    enrol(node.call(stores -> stores.register(registration)), key);
    long now = office.clock.instant().getEpochSecond();
    assertThat(endpointOf(id)).isEmpty();

    String newer = endpoint(key, id, "https://b.example/", now);
    run(stores -> stores.completionEndpoint(newer), node);
    run(
        stores -> stores.completionEndpoint(endpoint(key, id, "https://a.example/", now - 5)),
        node);

    assertThat(endpointOf(id)).contains(URI.create("https://b.example/"));
    office.clock.advance(Duration.ofDays(2));
    run(stores -> stores.completionEndpoint(newer), node);
    assertThat(endpointOf(id)).contains(URI.create("https://b.example/"));
    assertThat(node.stated.events)
        .as("each statement is told once, its replay not again")
        .filteredOn(new EndpointStated(id)::equals)
        .hasSize(2);
  }

  @Test
  void completionEndpoint_whenBad_isRefused() {
    StoreRegistration registration = store();
    String id = registration.storeId();
    SigningKey key = SigningKey.generate();
    enrol(node.call(stores -> stores.register(registration)), key);
    String victim = register(newId(), "Victim", null, 0, 0).storeId();
    long now = office.clock.instant().getEpochSecond();
    run(stores -> stores.completionEndpoint(endpoint(key, id, "https://a.example/", now)), node);

    assertEndpointRefused(
        ErrorCode.CONFLICTING_REPLAY, endpoint(key, id, "https://b.example/", now));
    assertEndpointRefused(
        ErrorCode.MESSAGE_REFUSED, endpoint(key, id, "http://b.example/", now + 1));
    assertEndpointRefused(
        ErrorCode.MESSAGE_REFUSED, endpoint(key, id, "https://b.example/", now + 100));
    assertEndpointRefused(
        ErrorCode.MESSAGE_REFUSED, endpoint(key, id, "https://b.example/", now - 5000));
    assertEndpointRefused(
        ErrorCode.SIGNATURE_REFUSED, endpoint(key, victim, "https://b.example/", now));
    assertEndpointRefused(ErrorCode.MESSAGE_MALFORMED, auth(id, key));
    assertThat(endpointOf(id)).contains(URI.create("https://a.example/"));
    assertThat(endpointOf(victim)).isEmpty();
  }

  @Test
  void completionEndpoint_whenOfALowerStore_isRefused() {
    String mall = register(newId(), "Mall", null, 0, 5).storeId();
    Invitation lower = register(newId(), "Lower", mall, 100, 0);
    SigningKey key = SigningKey.generate();
    enrol(lower, key);
    long now = office.clock.instant().getEpochSecond();

    assertEndpointRefused(
        ErrorCode.SIGNATURE_REFUSED, endpoint(key, lower.storeId(), "https://a.example/", now));
  }

  // --- how the tests talk

  private static String newId() {
    return "store-" + STORES.incrementAndGet();
  }

  private static StoreRegistration store() {
    return new StoreRegistration(newId(), "Shop", Optional.empty(), 0, 5);
  }

  private Invitation register(String id, String name, String mall, int commission, int fee) {
    return node.call(
        stores ->
            stores.register(
                new StoreRegistration(id, name, Optional.ofNullable(mall), commission, fee)));
  }

  private Enrolment enrol(Invitation invitation, SigningKey key) {
    String request = key.certificationRequest(invitation.storeId());
    return node.call(stores -> stores.enrol(invitation.token(), request));
  }

  private Optional<URI> endpointOf(String storeId) {
    return node.transact(entities -> node.endpoints(entities).of(storeId));
  }

  private static Optional<KeyRecord> byKid(Office.Node node, String kid) {
    return node.transact(entities -> node.keys.byKid(kid));
  }

  private static String authenticate(Office.Node node, String bearer) {
    return node.call(stores -> stores.authenticate(bearer));
  }

  private static String auth(String storeId, SigningKey key) {
    long now = office.clock.instant().getEpochSecond();
    return sign(key, new StoreAuth(storeId, "manager", "jti-1", now, now + 300));
  }

  private static String sign(SigningKey key, StoreAuth message) {
    return Signed.by(key, message).compact();
  }

  private static String endpoint(SigningKey key, String storeId, String url, long iat) {
    return Signed.by(key, new CompletionEndpoint(storeId, "manager", url, iat, iat + 600))
        .compact();
  }

  private void assertEndpointRefused(ErrorCode code, String message) {
    assertRefused(code, () -> run(stores -> stores.completionEndpoint(message), node));
  }

  private void run(Consumer<EntityManager> work) {
    node.transact(
        entities -> {
          work.accept(entities);
          return true;
        });
  }

  private static void run(Consumer<StoreRegistrar> work, Office.Node node) {
    Function<StoreRegistrar, Boolean> call =
        stores -> {
          work.accept(stores);
          return true;
        };
    node.call(call);
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
