package fiveseal.store;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
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
}
