package fiveseal.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.config.Configuration;
import fiveseal.manager.CodeOffer;
import fiveseal.manager.Login;
import fiveseal.manager.OneTimePassword;
import fiveseal.manager.OperatorName;
import fiveseal.manager.Role;
import fiveseal.manager.SignedIn;
import fiveseal.manager.StoreDirectory;
import fiveseal.manager.UserOrder;
import fiveseal.manager.UserPage;
import fiveseal.manager.UserView;
import fiveseal.manager.Users;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.UuidV7;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Manages users. Passwords are hashed and stores looked up before the transaction begins, which is
 * {@link UserBook}'s.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UserDesk implements Users {
  private static final int LIMIT_MAX = 200;
  private static final int DISPLAY_NAME_MAX = 100;

  /** Without letters and digits that look like another one. */
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final String ISSUER = "Fiveseal";
  private static final int ONE_TIME_GROUPS = 4;
  private static final int ONE_TIME_GROUP = 5;
  private static final SecureRandom RANDOM = new SecureRandom();

  @Inject Accounts accounts;
  @Inject UserBook book;
  @Inject Passwords passwords;
  @Inject Throttle throttle;
  @Inject Codes codes;
  @Inject Configuration configuration;
  @Inject UuidV7 ids;
  @Inject Clock clock;
  @EJB StoreDirectory stores;

  @Override
  public UserPage list(Login who, Optional<String> after, int limit) {
    if (who.role() == Role.LOWER_STORE) {
      throw Grants.notFound();
    }
    int wanted = Math.max(1, Math.min(limit, LIMIT_MAX));
    List<UserView> rows = accounts.list(who, after.orElse(""), wanted + 1);
    boolean more = rows.size() > wanted;
    List<UserView> page = List.copyOf(more ? rows.subList(0, wanted) : rows);
    return new UserPage(page, more ? Optional.of(page.get(wanted - 1).userId()) : Optional.empty());
  }

  @Override
  public UserView one(Login who, String userId) {
    Account user = accounts.byId(userId).orElseThrow(Grants::notFound);
    Grants.requireSees(who, user);
    return user.view(Optional.empty());
  }

  @Override
  public OneTimePassword create(Login who, UserOrder order) {
    String password = oneTimePassword();
    NewAccount account =
        account(who, order, password, true, Optional.of(clock.instant().plus(UserBook.ONE_TIME)));
    book.create(who, account);
    return new OneTimePassword(account.userId(), password);
  }

  @Override
  public String admit(Login who, UserOrder order, String password) {
    Optional<Account> there = accounts.byName(LoginName.normal(order.name()));
    if (there.isPresent()) {
      Account user = there.get();
      if (user.role() == order.role() && user.storeId().equals(order.storeId())) {
        agreed(who, user, password);
        return user.userId();
      }
      throw new ProtocolException(
          ErrorCode.CONFLICTING_REPLAY,
          "the name is another user's",
          Map.of("fault", "name-taken"));
    }
    PasswordRules.require(password, LoginName.normal(order.name()));
    NewAccount account = account(who, order, password, !configuration.demo(), Optional.empty());
    book.create(who, account);
    return account.userId();
  }

  /**
   * Who orders what another operator has ordered, the password included, agrees to it; and to
   * nothing else: not to what was done with the user since they were made.
   */
  private void agreed(Login who, Account user, String password) {
    if (user.raisedBy().filter(by -> OperatorName.areTwoPeople(by, who.name())).isPresent()
        && user.version() == Account.AS_CREATED
        && passwords.verify(password, Optional.of(user.passwordHash()))) {
      book.agree(who, user.userId(), user.version());
    }
  }

  private NewAccount account(
      Login who,
      UserOrder order,
      String password,
      boolean mustChange,
      Optional<Instant> oneTimeUntil) {
    String name = LoginName.normal(order.name());
    if (!LoginName.isName(name)) {
      throw PasswordRules.refused("name-form", "name is not [a-z0-9][a-z0-9._@+-]{1,63}");
    }
    Optional<String> mall = mallOf(who, order.role(), order.storeId());
    Grants.requireGrants(who, order.role(), mall);
    return new NewAccount(
        ids.next(),
        name,
        displayName(order.displayName()),
        order.role(),
        order.storeId(),
        mall,
        passwords.hash(password),
        mustChange,
        oneTimeUntil,
        UserBook.raising(who, order.role()));
  }

  /**
   * Under which roof a user of such a role and store works; checks that there is such a store. Only
   * an operator is told that there is none: to others a store that is not theirs is the same.
   */
  private Optional<String> mallOf(Login who, Role role, Optional<String> storeId) {
    boolean ofStore = role == Role.MALL_ADMIN || role == Role.LOWER_STORE;
    if (ofStore != storeId.isPresent()) {
      throw PasswordRules.refused("store-role", "a store goes with a store's role, and only there");
    }
    if (!ofStore) {
      return Optional.empty();
    }
    StoreDirectory.Place place =
        stores
            .place(storeId.get())
            .filter(found -> found.mallId().isPresent() == (role == Role.LOWER_STORE))
            .orElseThrow(
                () ->
                    who.role() == Role.OPERATOR
                        ? PasswordRules.refused(
                            "store-unknown", "there is no such store for this role")
                        : Grants.notFound());
    return Optional.of(place.roof());
  }

  private static String displayName(String text) {
    String name = text.strip();
    if (name.isEmpty()
        || name.length() > DISPLAY_NAME_MAX
        || name.codePoints().anyMatch(c -> Character.getType(c) == Character.CONTROL)) {
      throw PasswordRules.refused("display-name", "a display name has 1 … 100 characters");
    }
    return name;
  }

  @Override
  public void change(
      Login who,
      String userId,
      int version,
      String displayName,
      Role role,
      Optional<String> storeId) {
    // Seen first, so that whoever may not see the user learns nothing of stores either.
    Account user = accounts.byId(userId).orElseThrow(Grants::notFound);
    Grants.requireManages(who, user);
    Optional<String> mall = mallOf(who, role, storeId);
    book.change(who, userId, version, displayName(displayName), role, storeId, mall);
  }

  @Override
  public void setActive(Login who, String userId, int version, boolean active) {
    if (active) {
      book.enable(who, userId, version);
    } else {
      book.disable(who, userId, version);
    }
  }

  @Override
  public void agree(Login who, String userId, int version) {
    book.agree(who, userId, version);
  }

  @Override
  public OneTimePassword reset(Login who, String userId) {
    Account user = accounts.byId(userId).orElseThrow(Grants::notFound);
    Grants.requireManages(who, user);
    String password = oneTimePassword();
    book.reset(who, userId, passwords.hash(password));
    return new OneTimePassword(userId, password);
  }

  @Override
  public void changePassword(SignedIn session, String oldPassword, String newPassword) {
    Account user = accounts.byId(session.login().userId()).orElseThrow(Grants::notFound);
    requireOwnPassword(user, session, oldPassword);
    PasswordRules.require(newPassword, user.name());
    if (newPassword.equals(oldPassword)) {
      throw PasswordRules.refused("password-same", "the new password is the old one");
    }
    book.ownPassword(
        session.login(), session.sessionId(), user.passwordHash(), passwords.hash(newPassword));
  }

  @Override
  public CodeOffer offerCodes(SignedIn session, String password) {
    Account user = accounts.byId(session.login().userId()).orElseThrow(Grants::notFound);
    requireOwnPassword(user, session, password);
    if (user.usesCodes()) {
      throw PasswordRules.refused("codes-in-use", "codes are in use already");
    }
    String secret = Base32.encode(codes.renew(user));
    String label = URLEncoder.encode(ISSUER + ":" + user.name(), UTF_8);
    return new CodeOffer(
        "otpauth://totp/" + label + "?secret=" + secret + "&issuer=" + ISSUER, secret);
  }

  @Override
  public void useCodes(SignedIn session, String code) {
    Account user = accounts.byId(session.login().userId()).orElseThrow(Grants::notFound);
    Instant now = clock.instant();
    throttle.takeOwn(user.name(), session.sessionId(), now);
    if (!codes.take(user, code, now)) {
      throw PasswordRules.refused("code-wrong", "this is not the authenticator's code of now");
    }
    throttle.passedOwn(user.name(), session.sessionId(), now);
    book.useCodes(session.login(), user.codeSalt().orElseThrow());
  }

  @Override
  public void dropCodes(SignedIn session, String password) {
    Account user = accounts.byId(session.login().userId()).orElseThrow(Grants::notFound);
    requireOwnPassword(user, session, password);
    book.dropCodes(session.login());
  }

  /** An open session alone does not let its finder guess the password any faster. */
  private void requireOwnPassword(Account user, SignedIn session, String password) {
    Instant now = clock.instant();
    throttle.takeOwn(user.name(), session.sessionId(), now);
    if (!passwords.verify(password, Optional.of(user.passwordHash()))) {
      throw PasswordRules.refused("password-wrong", "the old password is wrong");
    }
    throttle.passedOwn(user.name(), session.sessionId(), now);
  }

  /** 20 letters and digits in groups of five, 99 random bits. */
  private static String oneTimePassword() {
    StringBuilder text = new StringBuilder();
    for (int group = 0; group < ONE_TIME_GROUPS; group++) {
      if (group > 0) {
        text.append('-');
      }
      for (int i = 0; i < ONE_TIME_GROUP; i++) {
        text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
      }
    }
    return text.toString();
  }
}
