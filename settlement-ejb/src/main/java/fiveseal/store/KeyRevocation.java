package fiveseal.store;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends stores' keys before their time. */
@Dependent
public class KeyRevocation {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject StoreCertification certification;
  @Inject Clock clock;
  @Inject Event<KeyRevoked> revoked;

  /**
   * From now on the key signs nothing that is accepted. One that is revoked already stays revoked
   * since then.
   *
   * @throws ProtocolException {@code not-found} if the store has no such key
   */
  void revoke(String storeId, String kid) {
    StoreKey key = entities.find(StoreKey.class, kid);
    if (key == null || !key.storeId().equals(storeId)) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, "the store has no such key");
    }
    entities
        .createQuery(
            "update StoreKey k set k.revokedAt = :now where k.kid = :kid and k.revokedAt is null")
        .setParameter("now", now())
        .setParameter("kid", kid)
        .executeUpdate();
    revoked.fire(new KeyRevoked(storeId));
  }

  /**
   * The key was stolen at some time past. The manager accepts nothing more that it signs from now
   * on; what it accepted by now stays as it is, since cards may have been debited for it. Everybody
   * else is told that the key ended when it was stolen. Of several such times the earliest counts.
   *
   * <p>Whoever had the key could have the next one certified by it: each key that came by a renewal
   * since is stolen too, from its first moment, and so are those that came by it. A key that came
   * by an invitation is the store's.
   *
   * @param stolenAt not in the future
   * @throws ProtocolException {@code not-found} if there is no such key, {@code message-refused} if
   *     that time is still to come
   */
  public StolenKeys stolen(String kid, Instant stolenAt) {
    OffsetDateTime stolen = stolenAt.atOffset(ZoneOffset.UTC);
    if (stolen.isAfter(now())) {
      throw ProtocolException.refused("no key is stolen in the future");
    }
    StoreKey key = entities.find(StoreKey.class, kid);
    if (key == null) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, "there is no such key");
    }
    certification.lock(key.storeId());
    end(key, stolen);
    List<String> renewed = new ArrayList<>();
    Optional<StoreKey> next = renewedTo(kid, stolen);
    while (next.isPresent()) {
      StoreKey thiefs = next.get();
      end(thiefs, thiefs.enrolledAt());
      renewed.add(thiefs.kid());
      next = renewedTo(thiefs.kid(), thiefs.enrolledAt());
    }
    return new StolenKeys(key.storeId(), renewed);
  }

  private void end(StoreKey key, OffsetDateTime stolen) {
    revoke(key.storeId(), key.kid());
    entities
        .createQuery(
            "update StoreKey k set k.stolenAt = :stolen where k.kid = :kid"
                + " and (k.stolenAt is null or k.stolenAt > :stolen) and k.revokedAt >= :stolen")
        .setParameter("stolen", stolen)
        .setParameter("kid", key.kid())
        .executeUpdate();
  }

  /** The key that this one had certified since then; each renews itself once. */
  private Optional<StoreKey> renewedTo(String kid, OffsetDateTime since) {
    return Optional.ofNullable(entities.find(RenewedKey.class, kid))
        .filter(renewal -> !renewal.receivedAt().isBefore(since))
        .map(renewal -> entities.find(StoreKey.class, renewal.nextKid()));
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock.withZone(ZoneOffset.UTC));
  }
}
