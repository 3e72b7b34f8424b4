package fiveseal.store;

import fiveseal.config.Configuration;
import fiveseal.keys.KeyPurpose;
import fiveseal.keys.ManagerKey;
import fiveseal.protocol.jws.KeyRecord;
import fiveseal.protocol.jws.KeyRegister;
import fiveseal.protocol.jws.KeyRole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The keys whose signatures the manager knows: the stores' and its own. What never changes of a key
 * is converted once and kept; whether it still serves is read from the database each time, so that
 * a revocation counts on every node from its commit on.
 */
@ApplicationScoped
public class StoreKeys implements KeyRegister {
  private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final Map<String, KeyRecord> known = new ConcurrentHashMap<>();

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject Configuration configuration;

  @Override
  public Optional<KeyRecord> byKid(String kid) {
    if (!THUMBPRINT.matcher(kid).matches()) {
      return Optional.empty();
    }
    KeyRecord key = known.get(kid);
    if (key == null) {
      return learn(kid);
    }
    return key.role() == KeyRole.MANAGER ? Optional.of(key) : Optional.of(asOfNow(key));
  }

  private Optional<KeyRecord> learn(String kid) {
    Optional<KeyRecord> found = ofStore(kid).or(() -> ofManager(kid));
    found.ifPresent(key -> known.put(kid, key));
    return found.map(key -> key.role() == KeyRole.MANAGER ? key : asOfNow(key));
  }

  private Optional<KeyRecord> ofStore(String kid) {
    List<Object[]> rows =
        entities
            .createQuery(
                "select k, s from StoreKey k, Store s where k.kid = :kid and s.storeId = k.storeId",
                Object[].class)
            .setParameter("kid", kid)
            .getResultList();
    return rows.stream().findFirst().map(row -> record((StoreKey) row[0], (Store) row[1]));
  }

  private static KeyRecord record(StoreKey key, Store owner) {
    return new KeyRecord(
        key.kid(),
        key.storeId(),
        owner.role(),
        key.publicKey(),
        key.notBefore(),
        key.notAfter(),
        key.revokedAt());
  }

  private Optional<KeyRecord> ofManager(String kid) {
    return Optional.ofNullable(entities.find(ManagerKey.class, kid))
        .filter(key -> key.purpose() == KeyPurpose.SIGNING)
        .map(
            key ->
                new KeyRecord(
                    kid,
                    configuration.managerId(),
                    KeyRole.MANAGER,
                    key.publicKey(),
                    key.notBefore(),
                    key.notAfter(),
                    Optional.empty()));
  }

  /** A projection, since an entity could come from the caller's persistence context. */
  private KeyRecord asOfNow(KeyRecord key) {
    Object[] row =
        entities
            .createQuery(
                "select k.notAfter, k.supersededAt, k.revokedAt from StoreKey k where k.kid = :kid",
                Object[].class)
            .setParameter("kid", key.kid())
            .getSingleResult();
    return new KeyRecord(
        key.kid(),
        key.owner(),
        key.role(),
        key.key(),
        key.notBefore(),
        StoreKey.earlier((OffsetDateTime) row[0], (OffsetDateTime) row[1]),
        Optional.ofNullable((OffsetDateTime) row[2]).map(OffsetDateTime::toInstant));
  }

  /**
   * Whether a key was somebody else's already when a message that it signed came.
   *
   * @param firstReceived when it came
   */
  public boolean wasStolen(String kid, Instant firstReceived) {
    List<OffsetDateTime> stolen =
        entities
            .createQuery(
                "select k.stolenAt from StoreKey k where k.kid = :kid", OffsetDateTime.class)
            .setParameter("kid", kid)
            .getResultList();
    return stolen.stream()
        .filter(Objects::nonNull)
        .anyMatch(since -> !firstReceived.isBefore(since.toInstant()));
  }

  /** Whether a key of the store was ever stolen. */
  boolean anyStolen(String storeId) {
    return entities
            .createQuery(
                "select count(k) from StoreKey k where k.storeId = :store"
                    + " and k.stolenAt is not null",
                Long.class)
            .setParameter("store", storeId)
            .getSingleResult()
        > 0;
  }
}
