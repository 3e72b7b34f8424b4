package fiveseal.store;

import fiveseal.config.Configuration;
import fiveseal.keys.CertificationPath;
import fiveseal.keys.KeyPurpose;
import fiveseal.keys.ManagerKey;
import fiveseal.keys.ManagerKeyHistory;
import fiveseal.manager.Keys;
import fiveseal.manager.PublishedKey;
import fiveseal.manager.PublishedSuccession;
import fiveseal.protocol.jws.PublicKeys;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The public keys of all times, for whoever checks a seal without us. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class PublishedKeys implements Keys {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @EJB ManagerKeyHistory history;
  @Inject RevocationLists revocations;
  @Inject Configuration configuration;

  @Override
  public List<PublishedKey> ofManager() {
    Map<String, Instant> revoked = history.revocations();
    return history.all().stream()
        .filter(key -> key.purpose() == KeyPurpose.SIGNING)
        .map(key -> published(key, Optional.ofNullable(revoked.get(key.kid()))))
        .toList();
  }

  @Override
  public List<PublishedKey> ofStore(String storeId) {
    return entities
        .createQuery(
            "select k from StoreKey k where k.storeId = :store order by k.enrolledAt, k.kid",
            StoreKey.class)
        .setParameter("store", storeId)
        .getResultStream()
        .map(this::published)
        .toList();
  }

  @Override
  public List<PublishedSuccession> successions() {
    return history.successions().stream()
        .map(each -> new PublishedSuccession(each.byPredecessor(), each.byAuthority()))
        .toList();
  }

  @Override
  public byte[] revocationList(Optional<String> authority) {
    return revocations.of(authority);
  }

  @Override
  public String managerId() {
    return configuration.managerId();
  }

  private PublishedKey published(ManagerKey key, Optional<Instant> revokedAt) {
    return new PublishedKey(
        PublicKeys.toJwk(key.publicKey()),
        key.kid(),
        configuration.managerId(),
        key.notBefore().getEpochSecond(),
        secondAfter(key.notAfter()),
        revokedAt.stream().mapToLong(PublishedKeys::secondAfter).findFirst(),
        CertificationPath.of(key.x5c(), key.issuerKid(), entities));
  }

  private PublishedKey published(StoreKey key) {
    return new PublishedKey(
        PublicKeys.toJwk(key.publicKey()),
        key.kid(),
        key.storeId(),
        key.notBefore().getEpochSecond(),
        secondAfter(key.notAfter()),
        key.publishedEnd().stream().mapToLong(PublishedKeys::secondAfter).findFirst(),
        CertificationPath.of(key.x5c(), key.issuerKid(), entities));
  }

  /**
   * Rounded up: what was signed in the same second, before the end, stays valid for those who know
   * whole seconds only.
   */
  private static long secondAfter(Instant end) {
    return end.getEpochSecond() + (end.getNano() > 0 ? 1 : 0);
  }
}
