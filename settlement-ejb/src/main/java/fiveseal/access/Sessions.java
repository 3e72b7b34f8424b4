package fiveseal.access;

import fiveseal.manager.LoginRecord;
import fiveseal.manager.SignedIn;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Digests;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The sessions of those who signed in; a token is never kept, only its digest. */
@Dependent
public class Sessions {
  static final Duration IDLE_MAX = Duration.ofMinutes(30);
  static final Duration AGE_MAX = Duration.ofHours(12);

  private static final Duration SEEN_STEP = Duration.ofMinutes(1);
  private static final int TOKEN_BYTES = 32;
  static final int LIST_MAX = 50;
  private static final int ADDRESS_MAX = 64;
  private static final int BROWSER_MAX = 200;
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String OPEN =
      "INSERT INTO access.login_session"
          + " (session_id, user_id, created_at, last_seen_at, address, browser)"
          + " SELECT ?, u.user_id, ?, ?, ?, ? FROM access.console_user u WHERE u.user_id = ?"
          + " AND u.password_hash = ? AND u.state = 'ACTIVE' AND u.raised_by IS NULL FOR SHARE";
  private static final String FIND =
      "SELECT"
          + Account.COLUMNS
          + ", s.session_id FROM access.login_session s JOIN access.console_user u USING (user_id)"
          + " WHERE s.session_id = ? AND s.ended_at IS NULL AND s.last_seen_at > ?"
          + " AND s.created_at > ? AND u.state = 'ACTIVE' AND u.raised_by IS NULL";
  private static final String SEEN =
      "UPDATE access.login_session SET last_seen_at = ? WHERE session_id = ? AND last_seen_at < ?";
  private static final String END =
      "UPDATE access.login_session SET ended_at = ?, end_reason = ?"
          + " WHERE session_id = ? AND user_id = ? AND ended_at IS NULL";
  private static final String LOGOUT =
      "UPDATE access.login_session SET ended_at = ?, end_reason = 'LOGOUT'"
          + " WHERE session_id = ? AND ended_at IS NULL";
  private static final String END_ALL =
      "UPDATE access.login_session SET ended_at = ?, end_reason = ?"
          + " WHERE user_id = ? AND session_id <> ? AND ended_at IS NULL AND created_at > ?";
  private static final String OF_USER =
      "SELECT * FROM access.login_session WHERE user_id = ? ORDER BY created_at DESC LIMIT "
          + LIST_MAX;
  private static final String KNOWN =
      "SELECT 1 FROM access.login_session WHERE user_id = ? AND address = ? LIMIT 1";

  @Inject AccessDatabase database;

  /**
   * Opens a session and gives its token, unless the password that was looked at is the user's no
   * more. Whoever changes it waits until the session is there to be ended, or comes first.
   */
  Optional<String> open(Account account, String address, String browser, Instant now) {
    byte[] random = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(random);
    String token = Base64Url.encode(random);
    int opened =
        database.update(
            OPEN,
            id(token),
            now,
            now,
            cut(address, ADDRESS_MAX),
            cut(browser, BROWSER_MAX),
            account.userId(),
            account.passwordHash());
    return opened == 1 ? Optional.of(token) : Optional.empty();
  }

  /** Whose session it is, if it is open; the request prolongs it. */
  Optional<SignedIn> find(String token, Instant now) {
    String id = id(token);
    Optional<SignedIn> found =
        database
            .query(FIND, Sessions::signedIn, id, now.minus(IDLE_MAX), now.minus(AGE_MAX))
            .stream()
            .findFirst();
    if (found.isPresent()) {
      database.update(SEEN, now, id, now.minus(SEEN_STEP));
    }
    return found;
  }

  private static SignedIn signedIn(ResultSet row) throws SQLException {
    Account account = Account.read(row);
    return new SignedIn(
        account.login(),
        row.getString("session_id"),
        account.displayName(),
        account.mustChangePassword(),
        account.usesCodes());
  }

  void logout(String token, Instant now) {
    database.update(LOGOUT, now, id(token));
  }

  /** Whether there was such an open session of the user. */
  boolean end(String userId, String sessionId, Instant now) {
    return database.update(END, now, "ENDED", sessionId, userId) == 1;
  }

  /** Ends all open sessions of a user but one; an empty text spares none. */
  void endAll(String userId, String spared, String reason, Instant now) {
    database.update(END_ALL, now, reason, userId, spared, now.minus(AGE_MAX));
  }

  List<LoginRecord> of(String userId, Instant now) {
    return database.query(OF_USER, row -> session(row, now), userId);
  }

  private static LoginRecord session(ResultSet row, Instant now) throws SQLException {
    Instant createdAt = AccessDatabase.time(row, "created_at");
    Instant lastSeenAt = AccessDatabase.time(row, "last_seen_at");
    Optional<String> endReason = AccessDatabase.optionalText(row, "end_reason");
    boolean inTime =
        lastSeenAt.isAfter(now.minus(IDLE_MAX)) && createdAt.isAfter(now.minus(AGE_MAX));
    return new LoginRecord(
        row.getString("session_id"),
        createdAt,
        lastSeenAt,
        row.getString("address"),
        row.getString("browser"),
        inTime && endReason.isEmpty(),
        endReason);
  }

  /** Whether the user has signed in from the address before. */
  boolean isKnown(String userId, String address) {
    return !database
        .query(KNOWN, row -> row.getInt(1), userId, cut(address, ADDRESS_MAX))
        .isEmpty();
  }

  private static String id(String token) {
    return HexFormat.of().formatHex(Digests.sha256(token));
  }

  /** Shortened, without what a log or a terminal would take for more than text. */
  private static String cut(String text, int max) {
    String printable = text.replaceAll("\\p{Cntrl}", " ");
    return printable.length() <= max ? printable : printable.substring(0, max);
  }
}
