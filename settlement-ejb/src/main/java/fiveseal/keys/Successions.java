package fiveseal.keys;

import fiveseal.config.Configuration;
import fiveseal.protocol.KeySuccession;
import fiveseal.protocol.KeySuccession.Reason;
import fiveseal.protocol.jws.Signed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says who succeeds whom among the signing keys: a further one the one that served, in its words
 * and the authority's; and every later one those that were stolen, in the authority's word alone,
 * since what a stolen key said of its succession counts no more.
 */
@Dependent
public class Successions {
  private static final String INSERT =
      "INSERT INTO key_succession"
          + " (successor_kid, predecessor_kid, reason, by_predecessor, by_authority, made_at)"
          + " VALUES (?1, ?2, ?3, nullif(?4, ''), ?5, ?6) ON CONFLICT DO NOTHING";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject KeyCustodian custodian;
  @Inject Configuration configuration;
  @Inject Clock clock;

  /** A succession that is to be made. */
  private record Pair(String predecessor, String successor) {}

  /** Those on record, the first one first. */
  List<RecordedSuccession> all() {
    List<?> rows =
        entities
            .createNativeQuery(
                "select by_predecessor, by_authority from key_succession"
                    + " order by made_at, successor_kid, predecessor_kid, reason")
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new RecordedSuccession(Optional.ofNullable((String) row[0]), (String) row[1]))
        .toList();
  }

  /** Since when somebody else may have signed with which keys, by kid. */
  Map<String, Instant> revocations() {
    List<?> rows =
        entities
            .createNativeQuery(
                "select kid, min(at) from manager_key_end where what = 'REVOKED' group by kid")
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .collect(Collectors.toMap(row -> (String) row[0], row -> instant(row[1])));
  }

  /** As the driver gives a time. */
  private static Instant instant(Object time) {
    return time instanceof OffsetDateTime offset
        ? offset.toInstant()
        : ((Timestamp) time).toInstant();
  }

  /**
   * Records that a further signing key succeeds the one that serves, if there is one.
   *
   * @param earlier the certificates of the signing keys before, the oldest first
   */
  void rotated(ManagerKey successor, List<ManagerCertificate> earlier) {
    serving(earlier, clock.instant())
        .filter(kid -> !revocations().containsKey(kid))
        .ifPresent(kid -> insert(kid, successor, Reason.ROTATED));
  }

  /** Of keys that begin later nobody knows yet. */
  private static Optional<String> serving(List<ManagerCertificate> keys, Instant now) {
    Optional<String> serving = keys.stream().findFirst().map(ManagerCertificate::kid);
    for (ManagerCertificate key : keys) {
      Instant begin = key.certificate().getNotBefore().toInstant().plus(CertifiedKey.HEAD_START);
      if (!now.isBefore(begin)) {
        serving = Optional.of(key.kid());
      }
    }
    return serving;
  }

  /** Whether a key was stolen that some later one does not succeed yet. */
  boolean isAnyMissing(List<ManagerKey> keys) {
    return !missing(keys).isEmpty();
  }

  /** Records for every stolen key that the later ones succeed it. */
  void completeAfterThefts(List<ManagerKey> keys) {
    for (Pair pair : missing(keys)) {
      insert(
          pair.predecessor(),
          entities.find(ManagerKey.class, pair.successor()),
          Reason.COMPROMISED);
    }
  }

  private List<Pair> missing(List<ManagerKey> keys) {
    Map<String, Instant> revoked = revocations();
    if (revoked.isEmpty()) {
      return List.of();
    }
    Set<Pair> recorded = recordedAfterThefts();
    Set<String> authorities = authorities();
    List<ManagerKey> signing =
        keys.stream().filter(key -> key.purpose() == KeyPurpose.SIGNING).toList();
    List<Pair> missing = new ArrayList<>();
    for (ManagerKey stolen : signing) {
      if (!revoked.containsKey(stolen.kid())) {
        continue;
      }
      signing.stream()
          .filter(key -> isLater(key, stolen) && !revoked.containsKey(key.kid()))
          // What another authority signs would not be on this key's path.
          .filter(key -> authorities.contains(key.issuerKid()))
          .filter(key -> !revoked.containsKey(key.issuerKid()))
          .map(key -> new Pair(stolen.kid(), key.kid()))
          .filter(pair -> !recorded.contains(pair))
          .forEach(missing::add);
    }
    return missing;
  }

  /** By either measure: nodes' clocks differ, and several keys can be recorded at once. */
  private static boolean isLater(ManagerKey key, ManagerKey than) {
    return !key.kid().equals(than.kid())
        && (!key.recordedAt().isBefore(than.recordedAt())
            || !key.notBefore().isBefore(than.notBefore()));
  }

  private Set<Pair> recordedAfterThefts() {
    List<?> rows =
        entities
            .createNativeQuery(
                "select predecessor_kid, successor_kid from key_succession"
                    + " where reason = 'COMPROMISED'")
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new Pair((String) row[0], (String) row[1]))
        .collect(Collectors.toSet());
  }

  private Set<String> authorities() {
    return custodian.inventory().stream()
        .filter(key -> key.kind() == KeyKind.AUTHORITY)
        .map(VaultKey::identity)
        .collect(Collectors.toSet());
  }

  private void insert(String predecessor, ManagerKey successor, Reason reason) {
    Instant now = clock.instant();
    KeySuccession message =
        new KeySuccession(
            configuration.managerId(),
            predecessor,
            successor.kid(),
            CertificationPath.of(successor.x5c(), successor.issuerKid(), entities),
            reason,
            successor.notBefore().plus(CertifiedKey.HEAD_START).getEpochSecond(),
            now.getEpochSecond());
    entities
        .createNativeQuery(INSERT)
        .setParameter(1, successor.kid())
        .setParameter(2, predecessor)
        .setParameter(3, reason.name())
        .setParameter(
            4,
            reason == Reason.ROTATED
                ? Signed.by(custodian.predecessor(predecessor), message).compact()
                : "")
        .setParameter(5, Signed.by(custodian.authority(successor.issuerKid()), message).compact())
        .setParameter(6, now.atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }
}
