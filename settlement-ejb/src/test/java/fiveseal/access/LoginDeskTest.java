package fiveseal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fiveseal.database.EmbeddedDatabase;
import fiveseal.keys.OneTimeCodes;
import fiveseal.manager.CodeOffer;
import fiveseal.manager.Login;
import fiveseal.manager.LoginRecord;
import fiveseal.manager.OneTimePassword;
import fiveseal.manager.Role;
import fiveseal.manager.SignedIn;
import fiveseal.manager.UserOrder;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Problem;
import fiveseal.protocol.ProtocolException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.soteria.identitystores.hash.Pbkdf2PasswordHashImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in, on a real database and with the real hash. */
class LoginDeskTest {
  private static final String PASSWORD = "seven bright lanterns";

  private static final String QUICK = "1024";

  private static EmbeddedDatabase database;
  private static Passwords passwords;

  private final House house = new House(database, passwords);
  private final String name = "u" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeAll
  static void start() throws Exception {
    database = EmbeddedDatabase.start();
    passwords = House.passwords(QUICK);
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  /** The tests share addresses; none is to be slowed down by another. */
  @BeforeEach
  void forgetAttempts() {
    house.database.update(
        "UPDATE access.login_throttle SET failures = 0, next_attempt_at = '2020-01-01Z'");
  }

  @Test
  void authenticate_withRightPassword_opensASessionOfTheUser() {
    Login login = house.user(name, Role.MALL_ADMIN, "mall-1", PASSWORD);

    SignedIn session = house.signedIn(" " + name.toUpperCase(java.util.Locale.ROOT), PASSWORD);

    assertThat(session.login()).isEqualTo(login);
    assertThat(session.login().tenant().storeId()).contains("mall-1");
    assertThat(session.mustChangePassword()).isFalse();
    assertThat(house.logins.signedIn("not a token")).isEmpty();
  }

  @Test
  void authenticate_withAnythingWrong_isTheSameRefusal() {
    house.user(name, Role.OPERATOR, null, PASSWORD);

    assertThat(house.signIn(name, PASSWORD + "x")).isEmpty();
    assertThat(house.signIn("nobody-" + name, PASSWORD)).isEmpty();
    assertThat(house.signIn("", "")).isEmpty();
  }

  @Test
  void authenticate_asDisabledUser_isRefused_andOpenSessionsEnd() {
    Login login = house.user(name, Role.OPERATOR, null, PASSWORD);
    house.user(name + "-2", Role.OPERATOR, null, PASSWORD);
    String token = house.signIn(name, PASSWORD).orElseThrow();
    int version = house.users.one(House.operator(), login.userId()).version();

    house.users.setActive(House.operator(), login.userId(), version, false);

    assertThat(house.logins.signedIn(token)).isEmpty();
    assertThat(house.signIn(name, PASSWORD)).isEmpty();
    house.users.setActive(House.operator(), login.userId(), version + 1, true);
    house.agree(login.userId());
    assertThat(house.logins.signedIn(token)).isEmpty();
    assertThat(house.signIn(name, PASSWORD)).isPresent();
  }

  @Test
  void session_whenIdleOrOld_isOver() {
    house.user(name, Role.OPERATOR, null, PASSWORD);
    String token = house.signIn(name, PASSWORD).orElseThrow();

    for (int i = 0; i < 24; i++) {
      house.clock.forward(Duration.ofMinutes(29));
      assertThat(house.logins.signedIn(token)).as("after %s times 29 minutes", i + 1).isPresent();
    }
    house.clock.forward(Duration.ofMinutes(25));
    assertThat(house.logins.signedIn(token)).as("after twelve hours").isEmpty();

    String idle = house.signIn(name, PASSWORD).orElseThrow();
    house.clock.forward(Duration.ofMinutes(31));
    assertThat(house.logins.signedIn(idle)).isEmpty();
  }

  @Test
  void logout_endsThisSessionAlone() {
    Login login = house.user(name, Role.OPERATOR, null, PASSWORD);
    String first = house.signIn(name, PASSWORD).orElseThrow();
    String second = house.signIn(name, PASSWORD).orElseThrow();

    house.logins.logout(first);
    house.logins.logout(first);

    assertThat(house.logins.signedIn(first)).isEmpty();
    assertThat(house.logins.signedIn(second)).isPresent();
    assertThat(house.logins.sessions(login, login.userId()))
        .extracting(LoginRecord::endReason)
        .contains(Optional.of("LOGOUT"), Optional.empty());
  }

  @Test
  void end_ofAnothersSession_isForThoseWhoManageThem() {
    Login user = house.user(name, Role.LOWER_STORE, "bakery", PASSWORD);
    Login mall = house.user(name + "-mall", Role.MALL_ADMIN, "mall-1", PASSWORD);
    Login stranger = house.user(name + "-other", Role.MALL_ADMIN, "mall-2", PASSWORD);
    Login auditor = house.user(name + "-auditor", Role.AUDITOR, null, PASSWORD);
    String token = house.signIn(name, PASSWORD).orElseThrow();
    String id = house.logins.signedIn(token).orElseThrow().sessionId();

    for (Login other : List.of(stranger, auditor)) {
      assertRefused(ErrorCode.NOT_FOUND, () -> house.logins.end(other, user.userId(), id));
    }
    assertRefused(ErrorCode.NOT_FOUND, () -> house.logins.sessions(stranger, user.userId()));
    assertRefused(ErrorCode.NOT_FOUND, () -> house.logins.end(mall, mall.userId(), id));
    assertThat(house.logins.signedIn(token)).isPresent();

    house.logins.end(mall, user.userId(), id);
    assertThat(house.logins.signedIn(token)).isEmpty();
  }

  @Test
  void oneTimePassword_letsInForSevenDays_andOpensOnlyItsChange() {
    OneTimePassword given =
        house.users.create(
            House.operator(), new UserOrder(name, "N", Role.AUDITOR, Optional.empty()));
    assertThat(house.signedIn(name, given.password()).mustChangePassword()).isTrue();

    house.clock.forward(Duration.ofDays(7));
    assertThat(house.signIn(name, given.password())).isEmpty();
  }

  @Test
  void reset_endsSessionsAndCodes_andTheOldPassword() {
    Login login = house.user(name, Role.AUDITOR, null, PASSWORD);
    SignedIn session = house.signedIn(name, PASSWORD);
    house.users.offerCodes(session, PASSWORD);
    house.users.useCodes(session, code(house.clock.instant()));
    house.clock.forward(Duration.ofSeconds(30));
    Optional<String> code = Optional.of(code(house.clock.instant()));
    String token = house.signIn(name, PASSWORD, code, House.ADDRESS).orElseThrow();
    assertThat(house.signIn(name, PASSWORD)).as("a code is needed").isEmpty();

    OneTimePassword reset = house.users.reset(House.operator(), login.userId());

    assertThat(house.logins.signedIn(token)).isEmpty();
    assertThat(house.signIn(name, PASSWORD)).isEmpty();
    assertThat(house.signedIn(name, reset.password()).mustChangePassword())
        .as("and no code is")
        .isTrue();
    assertThat(reset.toString()).doesNotContain(reset.password());
  }

  @Test
  void signIn_whileThePasswordIsReset_opensNothing() {
    Login login = house.user(name, Role.AUDITOR, null, PASSWORD);
    House slow = new House(database, passwords);
    slow.whenPasswordsAreLookedAt(() -> house.users.reset(House.operator(), login.userId()));

    assertThat(slow.signIn(name, PASSWORD)).isEmpty();
    assertThat(house.logins.sessions(login, login.userId())).noneMatch(LoginRecord::open);
  }

  @Test
  void signIn_whileItsUserChangesThePassword_opensNothing() {
    Login login = house.user(name, Role.AUDITOR, null, PASSWORD);
    SignedIn session = house.signedIn(name, PASSWORD);
    House slow = new House(database, passwords);
    slow.whenPasswordsAreLookedAt(
        () -> house.users.changePassword(session, PASSWORD, "eight bright lanterns"));

    assertThat(slow.signIn(name, PASSWORD)).isEmpty();
    assertThat(house.logins.sessions(login, login.userId()))
        .filteredOn(LoginRecord::open)
        .extracting(LoginRecord::sessionId)
        .containsExactly(session.sessionId());
    assertThat(house.signIn(name, "eight bright lanterns")).isPresent();
  }

  @Test
  void changePassword_whileItIsReset_leavesTheOneTimePassword() {
    Login login = house.user(name, Role.AUDITOR, null, PASSWORD);
    SignedIn session = house.signedIn(name, PASSWORD);
    List<OneTimePassword> given = new ArrayList<>();
    House slow = new House(database, passwords);
    slow.whenPasswordsAreLookedAt(
        () -> given.add(house.users.reset(House.operator(), login.userId())));

    assertFault(
        "changed-meanwhile",
        () -> slow.users.changePassword(session, PASSWORD, "eight bright lanterns"));
    assertThat(house.signIn(name, "eight bright lanterns")).isEmpty();
    assertThat(house.signIn(name, given.get(0).password())).isPresent();
  }

  @Test
  void changePassword_endsTheOtherSessions_andRefusesWhatIsWeak() {
    house.user(name, Role.OPERATOR, null, PASSWORD);
    SignedIn session = house.signedIn(name, PASSWORD);
    String other = house.signIn(name, PASSWORD).orElseThrow();

    assertFault("password-wrong", () -> house.users.changePassword(session, "x", "y".repeat(12)));
    assertFault(
        "password-short", () -> house.users.changePassword(session, PASSWORD, "k7#dk2!apq9"));
    assertFault(
        "password-common", () -> house.users.changePassword(session, PASSWORD, "PasswordPassword"));
    assertFault(
        "password-common", () -> house.users.changePassword(session, PASSWORD, "ababababababab"));
    assertFault(
        "password-name",
        () -> house.users.changePassword(session, PASSWORD, "my" + name + "12345"));
    assertFault("password-same", () -> house.users.changePassword(session, PASSWORD, PASSWORD));
    assertThat(house.logins.signedIn(other)).isPresent();

    house.users.changePassword(session, PASSWORD, "eight bright lanterns");
    assertThat(house.logins.signedIn(other)).isEmpty();
    assertThat(house.signIn(name, PASSWORD)).isEmpty();
    assertThat(house.signIn(name, "eight bright lanterns")).isPresent();
  }

  // --- guessing

  @Test
  void authenticate_with100WrongPasswordsAtOnce_looksAtFewOfThem() throws Exception {
    house.user(name, Role.OPERATOR, null, PASSWORD);
    AtomicInteger looked = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<?>> guesses = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String guess = "wrong password " + i;
        String address = "198.51.100." + i;
        guesses.add(
            threads.submit(
                () -> {
                  try {
                    assertThat(house.signIn(name, guess, Optional.empty(), address)).isEmpty();
                    looked.incrementAndGet();
                  } catch (ProtocolException e) {
                    // Those that were let through but found the hash too busy.
                    (e.code() == ErrorCode.UNAVAILABLE ? looked : refused).incrementAndGet();
                  }
                }));
      }
      for (Future<?> guess : guesses) {
        guess.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(looked.get()).isEqualTo(6);
    assertThat(refused.get()).isEqualTo(94);
    assertThatThrownBy(() -> house.signIn(name, PASSWORD, Optional.empty(), "203.0.113.9"))
        .as("the right password waits too, so that nobody can tell it by that")
        .isInstanceOf(ProtocolException.class);
    assertThat(house.signIn(name, PASSWORD))
        .as("but not where its user has signed in from before")
        .isPresent();
    house.clock.forward(Duration.ofSeconds(1));
    assertThat(house.signIn(name, PASSWORD, Optional.empty(), "203.0.113.9")).isPresent();
  }

  @Test
  void authenticate_afterManyFailures_waitsLongerUpToHalfAMinute() {
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      assertThat(house.signIn(name, "wrong", Optional.empty(), "198.51.100." + i)).isEmpty();
      try {
        assertThat(house.signIn(name, "wrong", Optional.empty(), "203.0.113." + i)).isEmpty();
        i++;
      } catch (ProtocolException e) {
        waits.add(Long.parseLong((String) e.members().get(Problem.RETRY_AFTER)) - 1);
      }
      house.clock.forward(Duration.ofSeconds(30));
    }
    assertThat(waits).isNotEmpty().isSorted().allMatch(seconds -> seconds <= 30);
    assertThat(waits.get(waits.size() - 1)).isEqualTo(30);

    house.clock.forward(Duration.ofMinutes(16));
    for (int i = 0; i < 5; i++) {
      assertThat(house.signIn(name, "wrong", Optional.empty(), "192.0.2.200")).isEmpty();
    }
  }

  @Test
  void authenticate_fromOneAddressWithManyNames_isSlowedDown() {
    int looked = 0;
    for (int i = 0; i < 60; i++) {
      try {
        assertThat(house.signIn("n" + i + name, "wrong", Optional.empty(), "198.51.100.77"))
            .isEmpty();
        looked++;
      } catch (ProtocolException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
      }
    }
    assertThat(looked).isEqualTo(31);
  }

  /** Behind a proxy everybody comes from one address. */
  @Test
  void authenticate_fromASlowedAddress_tellsNothingOfNames_butLetsTheirUsersIn() {
    house.user(name, Role.AUDITOR, null, PASSWORD);
    assertThat(house.signIn(name, PASSWORD)).as("a name known from the address").isPresent();
    for (int i = 0; i < 31; i++) {
      assertThat(house.signIn("n" + i + name, "wrong")).isEmpty();
    }

    for (String typed : List.of("nobody-" + name, name)) {
      assertRefused(ErrorCode.TOO_MANY_REQUESTS, () -> house.signIn(typed, "wrong"));
    }
    assertThat(house.signIn(name, PASSWORD)).isPresent();
    assertRefused(ErrorCode.TOO_MANY_REQUESTS, () -> house.signIn("nobody-" + name, PASSWORD));
  }

  @Test
  void authenticate_fromASlowedAddress_takesAsLongWithUnknownNames() {
    House real = new House(database, House.passwords(Passwords.ITERATIONS));
    real.user(name, Role.AUDITOR, null, PASSWORD);
    assertThat(real.signIn(name, PASSWORD)).isPresent();
    for (int i = 0; i < 31; i++) {
      assertThat(house.signIn("n" + i + name, "wrong")).isEmpty();
    }
    long known = nanosOfRefusal(real, name);
    long unknown = nanosOfRefusal(real, "nobody-" + name);

    assertThat(unknown).isGreaterThan(known / 3).isLessThan(known * 3);
  }

  /** The fastest of three. */
  private static long nanosOfRefusal(House real, String typed) {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      assertRefused(ErrorCode.TOO_MANY_REQUESTS, () -> real.signIn(typed, "wrong"));
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    return fastest;
  }

  /** However many attempts one host makes at once: what must wait anyway takes nobody's turn. */
  @Test
  void authenticate_fromASlowedAddressManyTimesAtOnce_keepsNobodyElseOut() throws Exception {
    house.user(name, Role.AUDITOR, null, PASSWORD);
    for (int i = 0; i < 31; i++) {
      assertThat(house.signIn("n" + i + name, "wrong", Optional.empty(), "198.51.100.88"))
          .isEmpty();
    }
    HeldHash held = new HeldHash();
    House busy = new House(database, held.passwords());
    AtomicInteger ended = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try {
      for (int i = 0; i < 20; i++) {
        String typed = "m" + i + name;
        threads.execute(
            () -> {
              try {
                busy.signIn(typed, HeldHash.HELD, Optional.empty(), "198.51.100.88");
              } catch (ProtocolException e) {
                assertThat(e.code()).isIn(ErrorCode.TOO_MANY_REQUESTS, ErrorCode.UNAVAILABLE);
              } finally {
                ended.incrementAndGet();
              }
            });
      }
      await().until(() -> held.begun() > 0 && ended.get() >= 10);

      assertThat(busy.signIn(name, PASSWORD)).isPresent();
    } finally {
      held.letGo();
      threads.shutdown();
    }
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  /** A hash that keeps one password waiting. */
  @SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
  private static final class HeldHash extends Pbkdf2PasswordHashImpl {
    static final String HELD = "a password that is long looked at";

    private final CountDownLatch free = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    @Override
    public boolean verify(char[] password, String hashed) {
      if (HELD.equals(new String(password))) {
        begun.incrementAndGet();
        try {
          return !free.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return super.verify(password, hashed);
    }

    Passwords passwords() {
      Passwords passwords = new Passwords();
      passwords.hash = this;
      passwords.prepare(QUICK);
      return passwords;
    }

    int begun() {
      return begun.get();
    }

    void letGo() {
      free.countDown();
    }
  }

  @Test
  void authenticate_withUnknownName_takesAsLong() {
    House real = new House(database, House.passwords(Passwords.ITERATIONS));
    real.user(name, Role.OPERATOR, null, PASSWORD);
    assertThat(real.accounts.byName(name).orElseThrow().passwordHash())
        .startsWith("PBKDF2WithHmacSHA512:210000:");
    long known = nanosOf(real, name);
    long unknown = nanosOf(real, "nobody-" + name);

    assertThat(unknown).isGreaterThan(known / 3).isLessThan(known * 3);
  }

  /** The fastest of three. */
  private static long nanosOf(House real, String typed) {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      assertThat(real.signIn(typed, "wrong")).isEmpty();
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    return fastest;
  }

  // --- codes

  @Test
  void codes_areOfferedForThePasswordOnly() {
    house.user(name, Role.AUDITOR, null, PASSWORD);
    SignedIn session = house.signedIn(name, PASSWORD);

    assertFault("password-wrong", () -> house.users.offerCodes(session, "found it open"));
    assertThat(house.accounts.byName(name).orElseThrow().codeSalt()).isEmpty();
    assertThat(house.users.offerCodes(session, PASSWORD).secret()).isNotEmpty();
  }

  @Test
  void codes_ofASecretThatWasReplaced_areNotSwitchedOn() {
    house.user(name, Role.AUDITOR, null, PASSWORD);
    SignedIn session = house.signedIn(name, PASSWORD);
    house.users.offerCodes(session, PASSWORD);
    CodeSalt shown = house.accounts.byName(name).orElseThrow().codeSalt().orElseThrow();
    house.users.offerCodes(session, PASSWORD);

    assertFault("code-wrong", () -> house.book.useCodes(session.login(), shown));
    assertThat(house.accounts.byName(name).orElseThrow().usesCodes()).isFalse();
    house.book.useCodes(
        session.login(), house.accounts.byName(name).orElseThrow().codeSalt().orElseThrow());
    assertThat(house.accounts.byName(name).orElseThrow().usesCodes()).isTrue();
  }

  @Test
  void codes_onceInUse_areNeededAndTakenOnce() {
    house.user(name, Role.OPERATOR, null, PASSWORD);
    SignedIn session = house.signedIn(name, PASSWORD);
    CodeOffer offer = house.users.offerCodes(session, PASSWORD);
    assertThat(offer.uri()).startsWith("otpauth://totp/Fiveseal").contains(offer.secret());
    assertThat(house.signIn(name, PASSWORD)).as("not in use yet").isPresent();
    assertFault("code-wrong", () -> house.users.useCodes(session, "000000"));
    house.users.useCodes(session, code(house.clock.instant()));
    assertFault("codes-in-use", () -> house.users.offerCodes(session, PASSWORD));

    assertThat(house.signIn(name, PASSWORD)).isEmpty();
    assertThat(
            house.signIn(name, PASSWORD, Optional.of(code(house.clock.instant())), House.ADDRESS))
        .as("the code that was taken already")
        .isEmpty();
    house.clock.forward(Duration.ofSeconds(30));
    Optional<String> code = Optional.of(code(house.clock.instant()));
    assertThat(house.signIn(name, PASSWORD + "x", code, House.ADDRESS)).isEmpty();
    assertThat(house.signIn(name, PASSWORD, code, House.ADDRESS)).isPresent();
    assertThat(house.signIn(name, PASSWORD, code, House.ADDRESS)).isEmpty();

    assertFault("password-wrong", () -> house.users.dropCodes(session, "wrong"));
    house.users.dropCodes(session, PASSWORD);
    assertThat(house.signIn(name, PASSWORD)).isPresent();
  }

  private String code(Instant time) {
    CodeSalt salt = house.accounts.byName(name).orElseThrow().codeSalt().orElseThrow();
    return OneTimeCodes.code(House.secret(salt.bytes()), time);
  }

  static void assertRefused(
      ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  static void assertFault(
      String fault, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.members()).containsEntry("fault", fault));
  }
}
