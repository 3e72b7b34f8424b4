package fiveseal.protocol;

import java.nio.charset.StandardCharsets;
import java.security.ProviderException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What an API answers when it refuses or fails: a problem document (RFC 9457) with a code of {@link
 * ErrorCode}. It tells one true reason and nothing of the server's inside.
 *
 * @param members further members, texts, by name
 */
public record Problem(ErrorCode code, String detail, Map<String, ?> members) {
  /** {@code application/problem+json}. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The member that, as an HTTP header too, tells after how many seconds to try again. */
  public static final String RETRY_AFTER = "retryAfter";

  private static final int CAUSES_MAX = 32;

  /** SQLSTATE classes that tell of a defect here: data, integrity, syntax or access rule. */
  private static final Set<String> DEFECT_CLASSES = Set.of("22", "23", "42");

  /** Two transactions met; the same request again finds the winner's work. */
  private static final String UNIQUE_VIOLATION = "23505";

  /**
   * What the container throws when the database, a transaction or a busy bean fails; by name, since
   * this module knows no container.
   */
  private static final Set<String> CONTAINER_OUTAGES =
      Set.of(
          "jakarta.persistence.PersistenceException",
          "jakarta.ejb.ConcurrentAccessException",
          "jakarta.transaction.RollbackException",
          "jakarta.transaction.SystemException",
          "jakarta.transaction.HeuristicMixedException",
          "jakarta.transaction.HeuristicRollbackException",
          "jakarta.resource.ResourceException",
          "javax.transaction.xa.XAException");

  /** An outage only if nothing else is known of the cause, such as a transaction's timeout. */
  private static final Set<String> BARE_ROLLBACKS =
      Set.of(
          "jakarta.ejb.EJBTransactionRolledbackException",
          "jakarta.ejb.TransactionRolledbackLocalException");

  public Problem {
    members = Collections.unmodifiableMap(new TreeMap<>(members));
  }

  public Problem(ErrorCode code, String detail) {
    this(code, detail, Map.of());
  }

  /** The registry's sentence serves as the detail. */
  public static Problem of(ErrorCode code) {
    return new Problem(code, code.sentence());
  }

  /**
   * Finds the reason among the failure and its causes, since a container wraps what a bean throws.
   * A refusal keeps its code; an outage of database, vault or transactions becomes {@code
   * unavailable}; everything else {@code internal} with a fresh {@code id} for the log.
   */
  public static Problem of(Throwable failure) {
    boolean outage = false;
    Throwable last = failure;
    Throwable cause = failure;
    for (int i = 0; cause != null && i < CAUSES_MAX; i++) {
      if (cause instanceof ProtocolException refusal) {
        return new Problem(refusal.code(), refusal.detail(), refusal.members());
      }
      if (cause instanceof SQLException sql) {
        return isDefect(sql) ? internal() : of(ErrorCode.UNAVAILABLE);
      }
      outage |= cause instanceof ProviderException || isOneOf(cause, CONTAINER_OUTAGES);
      last = cause;
      cause = cause.getCause();
    }
    if (outage || isOneOf(last, BARE_ROLLBACKS)) {
      return of(ErrorCode.UNAVAILABLE);
    }
    return internal();
  }

  /** What a container says by a bare HTTP status, 400 … 599. */
  public static Problem ofStatus(int status) {
    return switch (status) {
      case 401 -> of(ErrorCode.SIGNATURE_REFUSED);
      case 403, 404, 410 -> of(ErrorCode.NOT_FOUND);
      case 405 -> of(ErrorCode.METHOD_NOT_ALLOWED);
      case 406 -> of(ErrorCode.NOT_ACCEPTABLE);
      case 413 -> of(ErrorCode.BODY_TOO_LARGE);
      case 415 -> of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
      case 429 -> of(ErrorCode.TOO_MANY_REQUESTS);
      case 501 -> of(ErrorCode.METHOD_NOT_ALLOWED);
      case 502, 503, 504 -> of(ErrorCode.UNAVAILABLE);
      default -> status < 500 ? of(ErrorCode.MESSAGE_MALFORMED) : internal();
    };
  }

  /** The HTTP status. */
  public int status() {
    return code.status();
  }

  /** Whether the server's log must tell why. */
  public boolean isFailure() {
    return code == ErrorCode.INTERNAL || code == ErrorCode.UNAVAILABLE;
  }

  /** By which a person finds an internal failure in the log. */
  public Optional<String> id() {
    return Optional.ofNullable((String) members.get("id"));
  }

  /** Whole seconds, for the header {@code Retry-After}. */
  public Optional<String> retryAfterSeconds() {
    return Optional.ofNullable((String) members.get(RETRY_AFTER));
  }

  /** The document, in UTF-8. */
  public byte[] json() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", "urn:fiveseal:error:" + code.code());
    document.put("title", code.sentence());
    document.put("status", code.status());
    document.put("code", code.code());
    document.put("detail", detail);
    members.forEach(document::putIfAbsent);
    return Json.write(document).getBytes(StandardCharsets.UTF_8);
  }

  private static Problem internal() {
    return new Problem(
        ErrorCode.INTERNAL,
        ErrorCode.INTERNAL.sentence(),
        Map.of("id", UUID.randomUUID().toString()));
  }

  private static boolean isDefect(SQLException failure) {
    String state = failure.getSQLState();
    return state != null
        && state.length() == 5
        && !state.equals(UNIQUE_VIOLATION)
        && DEFECT_CLASSES.contains(state.substring(0, 2));
  }

  private static boolean isOneOf(Throwable failure, Set<String> classNames) {
    for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
      if (classNames.contains(type.getName())) {
        return true;
      }
    }
    return false;
  }
}
