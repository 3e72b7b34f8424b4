package fiveseal.access;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hashes passwords with PBKDF2-HMAC-SHA512, 210,000 iterations, a salt of 32 bytes and a hash of 32
 * (OWASP's figure of 2023), by Jakarta Security. That is slow by intention, so that only a few are
 * computed at a time: whoever floods the sign-in does not take the processors from payments. What
 * comes from an address that has to wait is looked at aside, where it takes nobody's turn.
 */
@ApplicationScoped
public class Passwords {
  static final String ITERATIONS = "210000";

  private static final int AT_A_TIME = 2;
  private static final int WAIT_SECONDS_MAX = 5;

  /** Whoever waits keeps one of the threads that payments are answered by. */
  private static final int WAITING_MAX = 8;

  private final Semaphore places = new Semaphore(AT_A_TIME + WAITING_MAX);
  private final Semaphore turns = new Semaphore(AT_A_TIME, true);
  private final Semaphore aside = new Semaphore(1);
  private String nobodys;

  @Inject Pbkdf2PasswordHash hash;

  @PostConstruct
  void prepare() {
    prepare(ITERATIONS);
  }

  void prepare(String iterations) {
    hash.initialize(
        Map.of(
            "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
            "Pbkdf2PasswordHash.Iterations", iterations,
            "Pbkdf2PasswordHash.SaltSizeBytes", "32",
            "Pbkdf2PasswordHash.KeySizeBytes", "32"));
    nobodys = hash.generate("a password that nobody has".toCharArray());
  }

  /**
   * Algorithm, iterations, salt and hash.
   *
   * @throws ProtocolException {@code unavailable} if too many are being computed
   */
  String hash(String password) {
    takeTurn();
    try {
      return hash.generate(password.toCharArray());
    } finally {
      turns.release();
      places.release();
    }
  }

  /**
   * Whether the password is the hash's. Without a hash the answer is no, after the same work.
   *
   * @throws ProtocolException {@code unavailable} if too many are being computed
   */
  boolean verify(String password, Optional<String> expected) {
    takeTurn();
    try {
      return isSame(password, expected);
    } finally {
      turns.release();
      places.release();
    }
  }

  /**
   * The same for attempts that are to wait anyway: one at a time, while nobody waits for it. The
   * others are answered no, whosever password they bring.
   */
  boolean verifyAside(String password, Optional<String> expected) {
    if (!aside.tryAcquire()) {
      return false;
    }
    try {
      return isSame(password, expected);
    } finally {
      aside.release();
    }
  }

  private boolean isSame(String password, Optional<String> expected) {
    boolean same = hash.verify(password.toCharArray(), expected.orElse(nobodys));
    return same && expected.isPresent();
  }

  private void takeTurn() {
    if (places.tryAcquire()) {
      if (isTurn()) {
        return;
      }
      places.release();
    }
    throw new ProtocolException(ErrorCode.UNAVAILABLE, "too many are signing in at this moment");
  }

  private boolean isTurn() {
    try {
      return turns.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
