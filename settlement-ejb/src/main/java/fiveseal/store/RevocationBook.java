package fiveseal.store;

import fiveseal.keys.RevocationList.Entry;
import fiveseal.keys.RevocationList.Reason;
import fiveseal.manager.StoreEditKind;
import fiveseal.protocol.jws.PublicKeys;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is on an authority's list of revoked certificates, and the newest list of all nodes. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RevocationBook {
  /** A certificate stays on the lists until one was made after its end. */
  private static final Duration AFTER_THE_END = KeptRevocationList.VALIDITY.multipliedBy(2);

  private static final String NEWEST =
      "SELECT number, this_update, content, list FROM revocation_list WHERE issuer_kid = ?1";

  /** Of two nodes at once one is first, and the other looks again. */
  private static final String KEEP =
      "INSERT INTO revocation_list AS l (issuer_kid, number, this_update, content, list)"
          + " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (issuer_kid) DO UPDATE"
          + " SET number = excluded.number, this_update = excluded.this_update,"
          + " content = excluded.content, list = excluded.list"
          + " WHERE l.number = excluded.number - 1";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  /** The newest list, whatever node made it. */
  public KeptRevocationList newest(String issuerKid) {
    List<?> rows = entities.createNativeQuery(NEWEST).setParameter(1, issuerKid).getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new KeptRevocationList(
                    ((Number) row[0]).longValue(),
                    Columns.time(row[1]),
                    (String) row[2],
                    (byte[]) row[3]))
        .findFirst()
        .orElse(KeptRevocationList.NONE);
  }

  /** Keeps a list as the newest; whether it follows the newest that there is. */
  public boolean keep(String issuerKid, KeptRevocationList next) {
    return entities
            .createNativeQuery(KEEP)
            .setParameter(1, issuerKid)
            .setParameter(2, next.number())
            .setParameter(3, next.thisUpdate().atOffset(ZoneOffset.UTC))
            .setParameter(4, next.content())
            .setParameter(5, next.list())
            .executeUpdate()
        > 0;
  }

  /** The stores' certificates whose keys have ended before their time, in one order. */
  public List<Entry> entries(String issuerKid, Instant now) {
    Map<String, OffsetDateTime> closed = closings();
    return entities
        .createQuery(
            "select k from StoreKey k where k.issuerKid = :issuer and k.notAfter > :oldest"
                + " and (k.revokedAt is not null or k.supersededAt <= :now) order by k.kid",
            StoreKey.class)
        .setParameter("issuer", issuerKid)
        .setParameter("oldest", now.minus(AFTER_THE_END).atOffset(ZoneOffset.UTC))
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .getResultStream()
        .map(key -> entry(key, Optional.ofNullable(closed.get(key.storeId()))))
        .toList();
  }

  private Map<String, OffsetDateTime> closings() {
    Map<String, OffsetDateTime> closed = new HashMap<>();
    entities
        .createQuery(
            "select e.key.storeId, e.editedAt from StoreEdit e where e.kind = :closed",
            Object[].class)
        .setParameter("closed", StoreEditKind.CLOSED)
        .getResultList()
        .forEach(row -> closed.put((String) row[0], (OffsetDateTime) row[1]));
    return closed;
  }

  /** A stolen key was revoked when that was declared; since when it was stolen is told beside. */
  private static Entry entry(StoreKey key, Optional<OffsetDateTime> storeClosed) {
    Instant end = key.revokedAt().filter(key.notAfter()::isAfter).orElse(key.notAfter());
    return new Entry(
        PublicKeys.certificate(key.x5c()).getSerialNumber(),
        end.truncatedTo(ChronoUnit.SECONDS),
        reason(key, storeClosed),
        key.publishedEnd()
            .filter(since -> since.isBefore(end))
            .map(since -> since.truncatedTo(ChronoUnit.SECONDS)));
  }

  /** Nobody is asked why he revokes a key, so that unless its store is gone it counts as stolen. */
  private static Reason reason(StoreKey key, Optional<OffsetDateTime> storeClosed) {
    if (key.revokedAt().isEmpty()) {
      return Reason.SUPERSEDED;
    }
    Instant revoked = key.revokedAt().get();
    boolean gone = storeClosed.filter(closed -> !closed.toInstant().isAfter(revoked)).isPresent();
    return gone && !key.isStolen() ? Reason.CESSATION_OF_OPERATION : Reason.KEY_COMPROMISE;
  }
}
