package fiveseal.access;

import fiveseal.manager.Login;
import fiveseal.manager.LoginRecord;
import fiveseal.manager.Logins;
import fiveseal.manager.SignIn;
import fiveseal.manager.SignedIn;
import fiveseal.protocol.ProtocolException;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Signs users in. Every statement commits by itself: a refused attempt counts although it is
 * refused, and no connection is held while a password is hashed.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@DataSourceDefinition(
    name = "java:app/jdbc/access",
    className = "org.postgresql.ds.PGSimpleDataSource",
    url = "${MPCONFIG=fiveseal.access.db.url}",
    user = "${MPCONFIG=fiveseal.access.db.user}",
    password = "${MPCONFIG=fiveseal.access.db.password}",
    minPoolSize = 0,
    maxPoolSize = 16,
    properties = {
      "fish.payara.is-connection-validation-required=true",
      "fish.payara.connection-validation-method=custom-validation",
      "fish.payara.validation-classname="
          + "org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation",
      "fish.payara.fail-all-connections=true",
      "fish.payara.max-wait-time-in-millis=5000"
    })
public class LoginDesk implements Logins {
  @Inject Accounts accounts;
  @Inject Sessions sessions;
  @Inject Bearers bearers;
  @Inject Throttle throttle;
  @Inject Passwords passwords;
  @Inject Codes codes;
  @Inject TrailRecords trail;
  @Inject Clock clock;

  @Override
  public Optional<String> authenticate(SignIn attempt) {
    Instant now = clock.instant();
    String name = LoginName.normal(attempt.name());
    String address = attempt.address();
    Optional<Account> account = accounts.byName(name);
    boolean known = account.filter(a -> sessions.isKnown(a.userId(), address)).isPresent();
    Optional<ProtocolException> slowed = throttle.take(name, address, known, now);
    Optional<String> hash = account.map(Account::passwordHash);
    // Whoever is to wait takes nobody's turn, however many attempts are made at once.
    boolean same =
        slowed.isEmpty()
            ? passwords.verify(attempt.password(), hash)
            : passwords.verifyAside(attempt.password(), hash);
    boolean right =
        same
            && account.filter(a -> a.mayEnter(now)).isPresent()
            && (known || slowed.isEmpty())
            && codes.letIn(account.get(), attempt.code(), now);
    if (!right) {
      slowed.ifPresent(
          refusal -> {
            throw refusal;
          });
      return Optional.empty();
    }
    throttle.passed(name, address, known, slowed.isEmpty(), now);
    return sessions.open(account.get(), address, attempt.browser(), now);
  }

  @Override
  public Optional<SignedIn> signedIn(String token) {
    return sessions.find(token, clock.instant());
  }

  @Override
  public Login bearer(String operator) {
    return bearers.of(operator);
  }

  @Override
  public void logout(String token) {
    sessions.logout(token, clock.instant());
  }

  @Override
  public List<LoginRecord> sessions(Login who, String userId) {
    requireOwnOrSeen(who, userId);
    return sessions.of(userId, clock.instant());
  }

  @Override
  public void end(Login who, String userId, String sessionId) {
    Account user = requireOwnOrSeen(who, userId);
    boolean own = who.userId().equals(userId);
    if (!own) {
      Grants.requireManages(who, user);
    }
    Instant now = clock.instant();
    if (!sessions.end(userId, sessionId, now)) {
      throw Grants.notFound();
    }
    if (!own) {
      trail.add(who, user, "session-ended", user.name(), "", now);
    }
  }

  private Account requireOwnOrSeen(Login who, String userId) {
    Account user = accounts.byId(userId).orElseThrow(Grants::notFound);
    if (!who.userId().equals(userId)) {
      Grants.requireSees(who, user);
    }
    return user;
  }
}
