package fiveseal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import fiveseal.config.KeyOverlap;
import fiveseal.manager.Enrolment;
import fiveseal.manager.Invitation;
import fiveseal.manager.Login;
import fiveseal.manager.PublishedKey;
import fiveseal.manager.Role;
import fiveseal.manager.StoreRegistration;
import fiveseal.manager.StoreVersion;
import fiveseal.manager.StoreView;
import fiveseal.manager.Tenant;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.KeyRenewal;
import fiveseal.protocol.Problem;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.StoreAuth;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.protocol.jws.Verifier;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores' keys renew themselves, over the real database, as the application's own role. */
class KeyRenewalsTest {
  private static final AtomicInteger STORES = new AtomicInteger();
  private static final Login OPERATOR = new Login("u1", "olivia", Role.OPERATOR, Tenant.operator());

  @TempDir static Path directory;
  private static Office office;

  private final Office.Node node = office.node();
  private final SigningKey old = SigningKey.generate();
  private final SigningKey next = SigningKey.generate();
  private String store;

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
    store = "renewing-" + STORES.incrementAndGet();
    enrol(store, old);
    pass(Duration.ofMinutes(1));
  }

  // --- the next key

  @Test
  void renew_whenSignedByTheKeyInUse_certifiesTheNext() throws GeneralSecurityException {
    Enrolment renewed = renew(message(old, next));

    assertThat(renewed.storeId()).isEqualTo(store);
    assertThat(renewed.kid()).isEqualTo(next.kid());
    X509Certificate certificate = PublicKeys.certificate(renewed.x5c().get(0));
    certificate.verify(PublicKeys.fromX5c(renewed.x5c().get(1)));
    assertThat(certificate.getSubjectX500Principal().getName())
        .isEqualTo("CN=" + store + ",O=manager");
    assertThat(authenticate(next)).isEqualTo(store);
  }

  @Test
  void renew_untilTheOverlapIsOver_leavesTheOldKeyInForce_andNoLonger() {
    renew(message(old, next));

    pass(Duration.ofHours(24).minusSeconds(1));
    assertThat(authenticate(old)).isEqualTo(store);
    assertThat(authenticate(next)).isEqualTo(store);
    pass(Duration.ofSeconds(1));
    assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> authenticate(old));
    assertThat(authenticate(next)).isEqualTo(store);
  }

  @Test
  void renew_whenThereIsNoOverlap_endsTheOldKeyAtOnce() {
    node.overlap = new KeyOverlap(Duration.ZERO);

    renew(message(old, next));

    assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> authenticate(old));
    assertThat(authenticate(next)).isEqualTo(store);
  }

  @Test
  void renew_whenDone_isShownWithTheEndOfTheOldKey() {
    long now = office.clock.instant().getEpochSecond();
    renew(message(old, next));

    List<PublishedKey> published = published();
    assertThat(published).extracting(PublishedKey::kid).containsExactly(old.kid(), next.kid());
    assertThat(published.get(0).exp()).isBetween(now + 86_400, now + 86_401);
    assertThat(published.get(1).exp()).isGreaterThan(now + 364 * 86_400L);
    StoreView view = node.read(desk -> desk.store(Tenant.operator(), store));
    assertThat(view.keys()).extracting(StoreView.Key::serves).containsExactly(true, true);
    assertThat(view.keys()).extracting(StoreView.Key::replaced).containsExactly(false, true);
  }

  @Test
  void renew_ofALowerStore_isItsOwn() {
    String lower = "lower-" + STORES.incrementAndGet();
    SigningKey key = SigningKey.generate();
    Invitation invitation =
        node.call(
            stores ->
                stores.register(new StoreRegistration(lower, "Lower", Optional.of(store), 100, 0)));
    enrol(invitation, key);

    assertThat(renew(message(lower, key, next)).storeId()).isEqualTo(lower);
    assertThat(authenticate(old)).as("its mall").isEqualTo(store);
  }

  @Test
  void renew_whenSuspended_isTaken_andWhenClosedNot() {
    act(life -> life.suspend(OPERATOR, new StoreVersion(store, 1), "looked at"));
    renew(message(old, next));

    pass(Duration.ofHours(1));
    act(life -> life.close(OPERATOR, new StoreVersion(store, 2), "gone", List.of()));
    assertRefused(ErrorCode.ENROLMENT_REFUSED, () -> renew(message(next, SigningKey.generate())));
    assertThat(authenticate(next)).as("it still reads and answers").isEqualTo(store);
  }

  @Test
  void renew_whereOperatorsApprove_needsNoLook() {
    node.approval = "required";

    assertThat(renew(message(old, next)).isWaiting()).isFalse();
  }

  // --- again

  @Test
  void renew_whenTheAnswerWasLost_givesItAgain_howeverLate() {
    String message = message(old, next);
    Enrolment answer = renew(message);

    pass(Duration.ofDays(3));
    assertThat(renew(message)).isEqualTo(answer);
    String resigned = resigned(message);
    assertThat(resigned).isNotEqualTo(message);
    assertThat(renew(resigned)).as("another signature over the same").isEqualTo(answer);
    assertRefused(
        ErrorCode.SIGNATURE_REFUSED,
        () -> renew(message.substring(0, message.lastIndexOf('.') + 1) + "A".repeat(86)));
  }

  /** ECDSA: (r, n − s) verifies wherever (r, s) does; signing again is simpler. */
  private String resigned(String message) {
    KeyRenewal content = Signed.parse(message, KeyRenewal.class).message();
    return Signed.by(old, content).compact();
  }

  @Test
  void renew_whenTheKeyWasRenewedByAnotherMessage_isAConflict() {
    renew(message(old, next));
    pass(Duration.ofSeconds(1));

    assertRefused(ErrorCode.CONFLICTING_REPLAY, () -> renew(message(old, SigningKey.generate())));
    assertRefused(ErrorCode.CONFLICTING_REPLAY, () -> renew(message(old, next)));
  }

  @Test
  void renew_whenManyAtOnce_makesOneNextKey() throws Exception {
    List<Callable<Optional<String>>> attempts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String message = message(old, SigningKey.generate());
      Office.Node own = office.node();
      attempts.add(
          () -> {
            try {
              return Optional.of(own.call(stores -> stores.renew(message)).kid());
            } catch (ProtocolException e) {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFLICTING_REPLAY);
              return Optional.empty();
            }
          });
    }
    assertThat(atOnce(attempts)).hasSize(1);
    assertThat(keysWithoutSuccessor()).isEqualTo(1);
  }

  @Test
  void renew_whenTheSameMessageManyTimesAtOnce_hasOneAnswer() throws Exception {
    String message = message(old, next);
    List<Callable<Optional<String>>> attempts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Office.Node own = office.node();
      attempts.add(() -> Optional.of(own.call(stores -> stores.renew(message)).x5c().get(0)));
    }
    assertThat(atOnce(attempts)).hasSize(1);
  }

  @Test
  void renew_besideAnEnrolment_leavesOneKeyWithoutSuccessor() throws Exception {
    List<Callable<Optional<String>>> attempts = new ArrayList<>();
    String message = message(old, next);
    Office.Node renewing = office.node();
    attempts.add(
        () -> {
          try {
            return Optional.of(renewing.call(stores -> stores.renew(message)).kid());
          } catch (ProtocolException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.SIGNATURE_REFUSED);
            return Optional.empty();
          }
        });
    SigningKey invited = SigningKey.generate();
    Invitation invitation = invite();
    Office.Node enrolling = office.node();
    attempts.add(
        () ->
            Optional.of(
                enrolling
                    .call(
                        stores ->
                            stores.enrol(invitation.token(), invited.certificationRequest(store)))
                    .kid()));
    assertThat(atOnce(attempts)).contains(invited.kid());
    assertThat(keysWithoutSuccessor()).isEqualTo(1);
  }

  private static Set<String> atOnce(List<Callable<Optional<String>>> attempts) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(attempts.size());
    try {
      Set<String> given = new HashSet<>();
      for (Future<Optional<String>> attempt : pool.invokeAll(attempts)) {
        attempt.get().ifPresent(given::add);
      }
      return given;
    } finally {
      pool.shutdown();
    }
  }

  // --- an invitation ends everything

  @Test
  void enrol_whileAnOldKeyServesOn_endsItToo() {
    renew(message(old, next));
    SigningKey invited = SigningKey.generate();
    enrol(invite(), invited);

    assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> authenticate(old));
    assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> authenticate(next));
    assertThat(authenticate(invited)).isEqualTo(store);
  }

  // --- by a thief

  @Test
  void stolen_whenTheThiefRenewedFirst_endsWhateverCameOfIt_andWhatWasAcceptedVerifies() {
    Instant theft = office.clock.instant();
    pass(Duration.ofMinutes(1));
    Instant first = office.clock.instant();
    renew(message(old, next));
    pass(Duration.ofHours(1));
    SigningKey third = SigningKey.generate();
    Instant second = office.clock.instant();
    renew(message(next, third));
    pass(Duration.ofHours(1));
    String accepted = bearer(third);
    Instant received = office.clock.instant();
    assertThat(node.<String>call(stores -> stores.authenticate(accepted))).isEqualTo(store);
    pass(Duration.ofSeconds(1));

    StolenKeys keys = stolen(old, theft);

    assertThat(keys).isEqualTo(new StolenKeys(store, List.of(next.kid(), third.kid())));
    for (SigningKey key : List.of(old, next, third)) {
      assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> authenticate(key));
    }
    assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> renew(message(third, SigningKey.generate())));
    assertThat(verified(accepted, received)).isEqualTo(store);
    assertThat(published())
        .extracting(PublishedKey::kid, key -> key.revokedAt().orElseThrow())
        .containsExactly(
            tuple(old.kid(), secondAfter(theft)),
            tuple(next.kid(), secondAfter(first)),
            tuple(third.kid(), secondAfter(second)));
    assertThat(wasStolen(third, second)).isTrue();
    assertThat(wasStolen(third, second.minusMillis(1))).isFalse();
  }

  @Test
  void stolen_whenTheStoreRenewedBefore_leavesItsNextKey_untilAnEarlierTheftIsDeclared() {
    Instant renewed = office.clock.instant();
    renew(message(old, next));
    pass(Duration.ofHours(1));

    assertThat(stolen(old, renewed.plusMillis(1)).renewed()).isEmpty();

    assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> authenticate(old));
    assertThat(authenticate(next)).isEqualTo(store);
    SigningKey third = SigningKey.generate();
    renew(message(next, third));
    assertThat(authenticate(third)).isEqualTo(store);
    assertThat(stolen(old, renewed).renewed()).containsExactly(next.kid(), third.kid());
    assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> authenticate(third));
  }

  @Test
  void stolen_ofARenewedKey_leavesTheOneBefore() {
    renew(message(old, next));
    pass(Duration.ofHours(1));
    SigningKey thiefs = SigningKey.generate();
    renew(message(next, thiefs));

    assertThat(stolen(next, office.clock.instant()).renewed()).containsExactly(thiefs.kid());

    assertThat(authenticate(old)).as("in its overlap").isEqualTo(store);
    assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> authenticate(thiefs));
  }

  @Test
  void stolen_whenTheStoreEnrolledAnew_leavesThatKey_andEndsTheThiefs() {
    Instant theft = office.clock.instant();
    renew(message(old, next));
    pass(Duration.ofMinutes(1));
    SigningKey invited = SigningKey.generate();
    enrol(invite(), invited);
    pass(Duration.ofHours(1));
    SigningKey later = SigningKey.generate();
    renew(message(invited, later));

    assertThat(stolen(old, theft).renewed()).containsExactly(next.kid());

    assertThat(authenticate(invited)).isEqualTo(store);
    assertThat(authenticate(later)).isEqualTo(store);
    assertThat(wasStolen(next, theft)).isTrue();
    assertThat(wasStolen(invited, office.clock.instant())).isFalse();
  }

  @Test
  void stolen_whenTheStoreEnrolsAfterwards_itGoesOn() {
    Instant theft = office.clock.instant();
    renew(message(old, next));
    stolen(old, theft);
    SigningKey invited = SigningKey.generate();
    assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> renew(message(next, invited)));

    enrol(invite(), invited);

    assertThat(authenticate(invited)).isEqualTo(store);
    pass(Duration.ofHours(1));
    SigningKey later = SigningKey.generate();
    assertThat(renew(message(invited, later)).kid()).isEqualTo(later.kid());
  }

  @Test
  void stolen_whenTheKeyWasRevokedMeanwhile_endsTheThiefsKeyAllTheSame() {
    Instant theft = office.clock.instant();
    renew(message(old, next));
    act(life -> life.revokeKey(OPERATOR, store, old.kid()));
    assertThat(authenticate(next)).as("of a mere revocation nobody knows when").isEqualTo(store);

    assertThat(stolen(old, theft).renewed()).containsExactly(next.kid());

    assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> authenticate(next));
  }

  @RepeatedTest(5)
  void stolen_whileTheThiefRenews_leavesHimNoKey() throws Exception {
    String message = message(old, next);
    Instant theft = office.clock.instant();
    Office.Node renewing = office.node();
    Office.Node declaring = office.node();
    atOnce(
        List.of(
            () -> {
              try {
                return Optional.of(renewing.call(stores -> stores.renew(message)).kid());
              } catch (ProtocolException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.SIGNATURE_REFUSED);
                return Optional.empty();
              }
            },
            () -> {
              declaring.transact(
                  entities -> declaring.revocation(entities).stolen(old.kid(), theft));
              return Optional.empty();
            }));

    assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> authenticate(next));
  }

  private StolenKeys stolen(SigningKey key, Instant at) {
    return node.transact(entities -> node.revocation(entities).stolen(key.kid(), at));
  }

  private boolean wasStolen(SigningKey key, Instant firstReceived) {
    return node.transact(entities -> node.keys.wasStolen(key.kid(), firstReceived));
  }

  private List<PublishedKey> published() {
    return node.transact(entities -> node.published(entities).ofStore(store));
  }

  /** Who signed a message, as an auditor looks at it later. */
  private String verified(String bearer, Instant received) {
    return node.transact(
        entities ->
            new Verifier(node.keys).verify(bearer, StoreAuth.class, received).message().iss());
  }

  private static long secondAfter(Instant time) {
    return time.plusNanos(999_999_999).getEpochSecond();
  }

  // --- refusals

  @Test
  void renew_byAKeyThatHasEnded_isRefused() {
    String message = message(old, next);
    act(life -> life.revokeKey(OPERATOR, store, old.kid()));
    pass(Duration.ofMillis(1));
    assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> renew(message));

    SigningKey invited = SigningKey.generate();
    enrol(invite(), invited);
    SigningKey later = SigningKey.generate();
    enrol(invite(), later);
    assertRefused(
        ErrorCode.SIGNATURE_REFUSED, () -> renew(message(invited, SigningKey.generate())));
    pass(Duration.ofDays(366));
    assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> renew(message(later, SigningKey.generate())));
  }

  @Test
  void renew_byAForeignKey_isRefused() {
    String other = "other-" + STORES.incrementAndGet();
    SigningKey foreign = SigningKey.generate();
    enrol(other, foreign);

    assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> renew(message(store, foreign, next)));
    assertRefused(ErrorCode.SIGNATURE_REFUSED, () -> renew(message(SigningKey.generate(), next)));
    assertThat(authenticate(foreign)).isEqualTo(other);
  }

  @Test
  void renew_forAKeyThatIsKnown_isRefused() {
    SigningKey anothers = SigningKey.generate();
    enrol("other-" + STORES.incrementAndGet(), anothers);

    assertRefused(ErrorCode.ENROLMENT_REFUSED, () -> renew(message(old, anothers)));
    assertRefused(ErrorCode.ENROLMENT_REFUSED, () -> renew(message(old, old)));
    assertThat(authenticate(old)).isEqualTo(store);
  }

  @Test
  void renew_whenTheNextKeyIsNotProven_isRefused() {
    byte[] der = next.certificationRequestDer(store);
    der[der.length - 1] ^= 1;

    assertRefused(ErrorCode.ENROLMENT_REFUSED, () -> renew(signed(old, store, der, 0)));
    assertRefused(ErrorCode.ENROLMENT_REFUSED, () -> renew(signed(old, store, new byte[] {1}, 0)));
    assertThat(renew(message(old, next)).kid()).as("nothing was spent").isEqualTo(next.kid());
  }

  @Test
  void renew_outOfItsTimeOrForAnother_isRefused() {
    byte[] der = next.certificationRequestDer(store);

    assertRefused(ErrorCode.MESSAGE_REFUSED, () -> renew(signed(old, store, der, -4000)));
    assertRefused(ErrorCode.MESSAGE_REFUSED, () -> renew(signed(old, store, der, 4000)));
    long now = office.clock.instant().getEpochSecond();
    KeyRenewal elsewhere =
        new KeyRenewal(store, "another-manager", Base64Url.encode(der), now, now + 60);
    assertRefused(ErrorCode.MESSAGE_REFUSED, () -> renew(Signed.by(old, elsewhere).compact()));
  }

  /** A token for reads lives for five minutes in other hands: it renews nothing. */
  @Test
  void renew_byABearerToken_isMalformed() {
    assertRefused(ErrorCode.MESSAGE_MALFORMED, () -> renew(bearer(old)));
  }

  @Test
  void renew_ofAKeyThatIsItselfNew_waitsAnHour() {
    renew(message(old, next));
    SigningKey third = SigningKey.generate();
    pass(Duration.ofMinutes(59));

    assertThatThrownBy(() -> renew(message(next, third)))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
              assertThat(e.members().get(Problem.RETRY_AFTER)).isEqualTo("61");
            });
    pass(Duration.ofMinutes(1));
    assertThat(renew(message(next, third)).kid()).isEqualTo(third.kid());
    assertThat(authenticate(old)).as("its own overlap goes on").isEqualTo(store);
  }

  // --- how the tests talk

  private static void pass(Duration time) {
    office.clock.advance(time);
  }

  private void enrol(String storeId, SigningKey key) {
    StoreRegistration shop = new StoreRegistration(storeId, "Shop", Optional.empty(), 0, 5);
    Invitation invitation = node.call(stores -> stores.register(shop));
    enrol(invitation, key);
  }

  private void enrol(Invitation invitation, SigningKey key) {
    String request = key.certificationRequest(invitation.storeId());
    node.call(stores -> stores.enrol(invitation.token(), request));
  }

  private Invitation invite() {
    return node.live(life -> life.invite(OPERATOR, store));
  }

  private String message(SigningKey signer, SigningKey wanted) {
    return message(store, signer, wanted);
  }

  private static String message(String storeId, SigningKey signer, SigningKey wanted) {
    return signed(signer, storeId, wanted.certificationRequestDer(storeId), 0);
  }

  private static String signed(SigningKey signer, String storeId, byte[] request, long later) {
    long iat = office.clock.instant().getEpochSecond() + later;
    return Signed.by(
            signer, new KeyRenewal(storeId, "manager", Base64Url.encode(request), iat, iat + 600))
        .compact();
  }

  private Enrolment renew(String message) {
    return node.call(stores -> stores.renew(message));
  }

  private String bearer(SigningKey key) {
    long now = office.clock.instant().getEpochSecond();
    return Signed.by(key, new StoreAuth(ownerOf(key), "manager", "jti-1", now, now + 300))
        .compact();
  }

  private String ownerOf(SigningKey key) {
    return node.transact(
        entities -> node.keys.byKid(key.kid()).map(record -> record.owner()).orElse(store));
  }

  private String authenticate(SigningKey key) {
    String bearer = bearer(key);
    return node.call(stores -> stores.authenticate(bearer));
  }

  private void act(Consumer<StoreLifeDesk> work) {
    node.live(
        life -> {
          work.accept(life);
          return true;
        });
  }

  private long keysWithoutSuccessor() {
    return node.transact(
        entities ->
            ((Number)
                    entities
                        .createNativeQuery(
                            "SELECT count(*) FROM store_key WHERE store_id = ?1"
                                + " AND superseded_at IS NULL")
                        .setParameter(1, store)
                        .getSingleResult())
                .longValue());
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
