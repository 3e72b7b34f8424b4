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

/** Ends stores' keys before their time. */
@Dependent
public class KeyRevocation {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

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
        .setParameter("now", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
        .setParameter("kid", kid)
        .executeUpdate();
    revoked.fire(new KeyRevoked(storeId));
  }

  /**
   * The key was stolen at some time past. The manager accepts nothing more that it signs from now
   * on; what it accepted by now stays as it is, since cards may have been debited for it. Everybody
   * else is told that the key ended when it was stolen. Of several such times the earliest counts.
   *
   * @param stolenAt not in the future
   * @return whose key it is
   * @throws ProtocolException {@code not-found} if there is no such key, {@code message-refused} if
   *     that time is still to come
   */
  public String stolen(String kid, Instant stolenAt) {
    OffsetDateTime now = OffsetDateTime.now(clock.withZone(ZoneOffset.UTC));
    OffsetDateTime stolen = stolenAt.atOffset(ZoneOffset.UTC);
    if (stolen.isAfter(now)) {
      throw ProtocolException.refused("no key is stolen in the future");
    }
    StoreKey key = entities.find(StoreKey.class, kid);
    if (key == null) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, "there is no such key");
    }
    revoke(key.storeId(), kid);
    entities
        .createQuery(
            "update StoreKey k set k.stolenAt = :stolen where k.kid = :kid"
                + " and (k.stolenAt is null or k.stolenAt > :stolen) and k.revokedAt >= :stolen")
        .setParameter("stolen", stolen)
        .setParameter("kid", kid)
        .executeUpdate();
    return key.storeId();
  }
}
