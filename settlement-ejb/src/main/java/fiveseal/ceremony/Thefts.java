package fiveseal.ceremony;

import fiveseal.keys.KeyKind;
import fiveseal.keys.ManagerKeyHistory;
import fiveseal.protocol.ProtocolException;
import fiveseal.store.KeyRevocation;
import fiveseal.store.StolenKeys;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Keys that somebody else has: what they sign or prove from then on counts no more. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Thefts {
  private static final String STOLEN_MASTER =
      "INSERT INTO stolen_card_master (version, stolen_at, recorded_at) VALUES (?1, ?2, ?3)"
          + " ON CONFLICT (version) DO NOTHING";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject ManagerKeyHistory history;
  @Inject KeyRevocation revocation;
  @Inject Clock clock;

  /**
   * @return whose key it is, and those that were renewed from it since and were revoked with it
   * @throws ProtocolException {@code not-found} if no store has such a key
   */
  public StolenKeys ofStore(String kid, Instant stolenAt) {
    return revocation.stolen(kid, stolenAt);
  }

  /**
   * @param name its kid, or a card master key's version, of which there is or was one
   * @throws ProtocolException {@code not-found} if there never was a key of that kid
   */
  public void ofManager(KeyKind kind, String name, Instant stolenAt) {
    if (kind != KeyKind.CARD_MASTER) {
      history.revoked(kind, name, stolenAt);
      return;
    }
    entities
        .createNativeQuery(STOLEN_MASTER)
        .setParameter(1, Integer.valueOf(name))
        .setParameter(2, stolenAt.atOffset(ZoneOffset.UTC))
        .setParameter(3, OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
        .executeUpdate();
  }
}
