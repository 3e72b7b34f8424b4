package fiveseal.access;

import fiveseal.config.Configuration;
import fiveseal.database.EmbeddedDatabase;
import fiveseal.keys.KeyVault;
import fiveseal.manager.Login;
import fiveseal.manager.OneTimePassword;
import fiveseal.manager.Role;
import fiveseal.manager.SignIn;
import fiveseal.manager.SignedIn;
import fiveseal.manager.StoreDirectory;
import fiveseal.manager.Tenant;
import fiveseal.manager.UserOrder;
import fiveseal.protocol.Digests;
import fiveseal.protocol.UuidV7;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.glassfish.soteria.identitystores.hash.Pbkdf2PasswordHashImpl;

/** The users' beans over a real database, with a clock that the test moves. */
@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
final class House {
  static final String ADDRESS = "192.0.2.1";

  private static final Map<String, StoreDirectory.Place> PLACES =
      Map.of(
          "mall-1", new StoreDirectory.Place("mall-1", "Mall", Optional.empty()),
          "bakery", new StoreDirectory.Place("bakery", "Bakery", Optional.of("mall-1")),
          "mall-2", new StoreDirectory.Place("mall-2", "Other", Optional.empty()),
          "fish", new StoreDirectory.Place("fish", "Fish", Optional.of("mall-2")));

  final AccessDatabase database;
  final MovedClock clock = new MovedClock();
  final Accounts accounts = new Accounts();
  final LoginDesk logins = new LoginDesk();
  final UserDesk users = new UserDesk();
  final UserBook book = new UserBook();
  final Trail trail = new Trail();
  final FirstOperator firstOperator = new FirstOperator();

  House(EmbeddedDatabase embedded, Passwords passwords) {
    database = new AccessDatabase(embedded.dataSource("fiveseal_access"));
    UuidV7 ids = new UuidV7(clock, new SecureRandom());
    accounts.database = database;
    Sessions sessions = new Sessions();
    sessions.database = database;
    Throttle throttle = new Throttle();
    throttle.database = database;
    TrailRecords records = new TrailRecords();
    records.database = database;
    records.ids = ids;
    Codes codes = new Codes();
    codes.accounts = accounts;
    codes.vault = vault();
    Bearers bearers = new Bearers();
    bearers.database = database;
    bearers.accounts = accounts;
    bearers.clock = clock;
    logins.bearers = bearers;
    wireBook(sessions, records);
    wireDesks(sessions, throttle, records, codes, passwords, ids);
    trail.records = records;
    trail.database = database;
    trail.accounts = accounts;
    trail.clock = clock;
  }

  private void wireBook(Sessions sessions, TrailRecords records) {
    book.accounts = accounts;
    book.sessions = sessions;
    book.trail = records;
    book.clock = clock;
  }

  private void wireDesks(
      Sessions sessions,
      Throttle throttle,
      TrailRecords records,
      Codes codes,
      Passwords passwords,
      UuidV7 ids) {
    logins.accounts = accounts;
    logins.sessions = sessions;
    logins.throttle = throttle;
    logins.passwords = passwords;
    logins.codes = codes;
    logins.trail = records;
    logins.clock = clock;
    users.accounts = accounts;
    users.book = book;
    users.passwords = passwords;
    users.throttle = throttle;
    users.codes = codes;
    users.configuration = configuration(false);
    users.ids = ids;
    users.clock = clock;
    users.stores = new Places();
    firstOperator.accounts = accounts;
    firstOperator.book = book;
    firstOperator.passwords = passwords;
    firstOperator.configuration = configuration(false);
    firstOperator.ids = ids;
  }

  /** From now on something happens whenever a password has just been looked at. */
  void whenPasswordsAreLookedAt(Runnable meanwhile) {
    Passwords observed =
        new Passwords() {
          @Override
          boolean verify(String password, Optional<String> expected) {
            boolean right = super.verify(password, expected);
            meanwhile.run();
            return right;
          }
        };
    observed.hash = logins.passwords.hash;
    observed.prepare("1024");
    logins.passwords = observed;
    users.passwords = observed;
  }

  /** From now on passwords that operators choose need not be changed. */
  void beADemo() {
    users.configuration = configuration(true);
  }

  private static Configuration configuration(boolean demo) {
    return new Configuration(
        "manager",
        URI.create("https://pay.example/client"),
        URI.create("https://pay.example/store"),
        demo,
        Optional.empty());
  }

  /** As in production but for the number of iterations. */
  static Passwords passwords(String iterations) {
    Passwords passwords = new Passwords();
    passwords.hash = new Pbkdf2PasswordHashImpl();
    passwords.prepare(iterations);
    return passwords;
  }

  /** A vault whose only use here is the codes' secret. */
  private static KeyVault vault() {
    return (KeyVault)
        Proxy.newProxyInstance(
            House.class.getClassLoader(),
            new Class<?>[] {KeyVault.class},
            (proxy, method, arguments) -> secret((byte[]) arguments[0]));
  }

  /** What the vault makes of a salt. */
  static byte[] secret(byte[] salt) {
    return Arrays.copyOf(Digests.sha256(salt), 20);
  }

  /** Somebody who may do everything, not among the users. */
  static Login operator() {
    return new Login("", "first", Role.OPERATOR, Tenant.operator());
  }

  /** Another one. */
  static Login secondOperator() {
    return new Login("", "second", Role.OPERATOR, Tenant.operator());
  }

  /** The second operator agrees to what the first one did with an operator's login. */
  void agree(String userId) {
    users.agree(secondOperator(), userId, users.one(operator(), userId).version());
  }

  /** A user with a password that they chose. */
  Login user(String name, Role role, String storeId, String password) {
    OneTimePassword first =
        users.create(operator(), new UserOrder(name, name, role, Optional.ofNullable(storeId)));
    if (role == Role.OPERATOR) {
      agree(first.userId());
    }
    SignedIn session = signedIn(name, first.password());
    users.changePassword(session, first.password(), password);
    return session.login();
  }

  Optional<String> signIn(String name, String password) {
    return signIn(name, password, Optional.empty(), ADDRESS);
  }

  Optional<String> signIn(String name, String password, Optional<String> code, String address) {
    return logins.authenticate(new SignIn(name, password, code, address, "Test/1.0"));
  }

  SignedIn signedIn(String name, String password) {
    return logins.signedIn(signIn(name, password).orElseThrow()).orElseThrow();
  }

  private static final class Places implements StoreDirectory {
    @Override
    public Optional<Place> place(String storeId) {
      return Optional.ofNullable(PLACES.get(storeId));
    }

    @Override
    public List<Place> lowerStores(String mallId) {
      return PLACES.values().stream()
          .filter(place -> place.mallId().equals(Optional.of(mallId)))
          .toList();
    }
  }

  /** A clock that goes on when it is told to. */
  static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-03-01T09:00:00Z");

    void forward(Duration duration) {
      now = now.plus(duration);
    }

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
