package fiveseal.access;

import fiveseal.protocol.Digests;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Problem;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Slows guessing down, by name and by address, on all nodes together and across restarts. Every
 * attempt counts as failed before its password is looked at, in one statement, so that many at once
 * gain nothing; a sign-in takes that back. A name that has failed a few times must wait 1, 3, 7,
 * 15, then 30 seconds between attempts, never longer, so that nobody is locked out by another's
 * guesses for long. Where the user has signed in from before, strangers' guesses at the name do not
 * count, and an address that must wait lets the right password through, unless another one from
 * such an address is looked at: from there only what is refused is told to wait, whether or not
 * there is such a name.
 */
@Dependent
public class Throttle {
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
  private static final int DELAY_SECONDS_MAX = 30;
  private static final int NAME_FREE = 5;
  private static final int ADDRESS_FREE = 30;
  private static final int BUCKET_BYTES = 2;

  private static final String TAKE =
      """
      INSERT INTO access.login_throttle AS t (bucket, failures, last_attempt_at, next_attempt_at)
      VALUES (?, 1, ?, ?)
      ON CONFLICT (bucket) DO UPDATE SET
        failures = CASE WHEN t.last_attempt_at < ? THEN 1 ELSE t.failures + 1 END,
        last_attempt_at = EXCLUDED.last_attempt_at,
        next_attempt_at = EXCLUDED.last_attempt_at + make_interval(secs =>
          CASE WHEN t.last_attempt_at < ? THEN 0
               ELSE least(?, power(2, least(10, greatest(0, t.failures + 1 - ?))) - 1) END)
      WHERE t.next_attempt_at <= EXCLUDED.last_attempt_at
      """;

  private static final String NEXT =
      "SELECT next_attempt_at FROM access.login_throttle WHERE bucket = ?";
  private static final String FORGET =
      "UPDATE access.login_throttle SET failures = 0, next_attempt_at = ? WHERE bucket = ?";
  private static final String GIVE_BACK =
      "UPDATE access.login_throttle SET failures = greatest(0, failures - 1) WHERE bucket = ?";

  @Inject AccessDatabase database;

  /**
   * Takes an attempt, or refuses it.
   *
   * @param known whether the name's user has signed in from the address before
   * @return the refusal that is due because of the address, for every attempt but a known name's
   *     right one. It is not thrown here, so that the work done tells nothing of the name either
   * @throws ProtocolException {@code too-many-requests} with {@code retryAfter} in seconds
   */
  Optional<ProtocolException> take(String name, String address, boolean known, Instant now) {
    Optional<ProtocolException> slowed = taken(addressBucket(address), ADDRESS_FREE, now);
    Optional<ProtocolException> refused = taken(nameBucket(name, address, known), NAME_FREE, now);
    if (refused.isPresent()) {
      throw slowed.or(() -> refused).get();
    }
    return slowed;
  }

  /**
   * The attempt was a sign-in.
   *
   * @param counted whether it was counted against the address
   */
  void passed(String name, String address, boolean known, boolean counted, Instant now) {
    database.update(FORGET, now, nameBucket(name, address, known));
    if (counted) {
      database.update(GIVE_BACK, addressBucket(address));
    }
  }

  /**
   * Takes an attempt at the password or a code of somebody who is signed in.
   *
   * @throws ProtocolException {@code too-many-requests} with {@code retryAfter} in seconds
   */
  void takeOwn(String name, String sessionId, Instant now) {
    taken(nameBucket(name, sessionId, true), NAME_FREE, now)
        .ifPresent(
            refusal -> {
              throw refusal;
            });
  }

  /** The attempt of somebody who is signed in was right. */
  void passedOwn(String name, String sessionId, Instant now) {
    database.update(FORGET, now, nameBucket(name, sessionId, true));
  }

  /** The refusal, if it is too early. */
  private Optional<ProtocolException> taken(String bucket, int free, Instant now) {
    Instant forgotten = now.minus(FORGOTTEN_AFTER);
    int taken =
        database.update(TAKE, bucket, now, now, forgotten, forgotten, DELAY_SECONDS_MAX, free);
    return taken == 0 ? Optional.of(refused(bucket, now)) : Optional.empty();
  }

  private ProtocolException refused(String bucket, Instant now) {
    List<Instant> next =
        database.query(NEXT, row -> AccessDatabase.time(row, "next_attempt_at"), bucket);
    long seconds =
        next.isEmpty() ? 1 : Math.max(1, 1 + Duration.between(now, next.get(0)).toSeconds());
    return new ProtocolException(
        ErrorCode.TOO_MANY_REQUESTS,
        "too many attempts to sign in",
        Map.of(Problem.RETRY_AFTER, Long.toString(seconds)));
  }

  private static String nameBucket(String name, String address, boolean known) {
    return known ? bucket("known", name + "\n" + address) : bucket("name", name);
  }

  private static String addressBucket(String address) {
    return bucket("address", address);
  }

  /** Names that nobody has are tried too: they must not fill the table. */
  private static String bucket(String kind, String text) {
    return kind + ":" + HexFormat.of().formatHex(Digests.sha256(text), 0, BUCKET_BYTES);
  }
}
