package fiveseal.store;

import fiveseal.config.Configuration;
import fiveseal.keys.CertificateTerms;
import fiveseal.keys.CertificationPath;
import fiveseal.keys.CertificationRequest;
import fiveseal.keys.IssuedCertificate;
import fiveseal.keys.KeyVault;
import fiveseal.keys.ManagerKey;
import fiveseal.manager.Enrolment;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Certifies a store's next key, however it was asked for. The caller has locked the store's keys
 * and has said when the one before ends.
 */
@Dependent
public class StoreCertification {
  private static final int VALIDITY_DAYS = 365;
  private static final String REVOCATION_LISTS = "/api/v1/crl";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject KeyVault vault;
  @Inject StoreEdits edits;
  @Inject Configuration configuration;

  /** Until the transaction ends nobody else certifies a key of this store's. */
  void lock(String storeId) {
    entities
        .createNativeQuery(
            "select 1 from (select pg_advisory_xact_lock(hashtextextended(?, 0))) as locked")
        .setParameter(1, "keys " + storeId)
        .getSingleResult();
  }

  /**
   * @throws ProtocolException {@code enrolment-refused} if the store is closed
   */
  void requireNotClosed(String storeId) {
    if (edits.standing(entities.find(Store.class, storeId)).isClosed()) {
      throw refused("the store is closed");
    }
  }

  /**
   * @throws ProtocolException {@code enrolment-refused} if it is known, whoever's it is
   */
  void requireNewKey(String kid) {
    if (entities.find(StoreKey.class, kid) != null
        || entities.find(ManagerKey.class, kid) != null) {
      throw refused("this key is already registered");
    }
  }

  /** Certifies and registers it; its row is there for rows that point at it. */
  StoreKey certify(CertificationRequest request, String storeId, OffsetDateTime now) {
    OffsetDateTime from = now.truncatedTo(ChronoUnit.SECONDS);
    IssuedCertificate issued =
        vault.issue(
            request,
            new CertificateTerms(
                storeId,
                from.toInstant(),
                from.plusDays(VALIDITY_DAYS).toInstant(),
                URI.create(configuration.clientBaseUrl() + REVOCATION_LISTS)));
    StoreKey key =
        new StoreKey(request.kid(), storeId, issued.certificate(), issued.issuerKid(), now);
    entities.persist(key);
    entities.flush();
    return key;
  }

  /** What the store is told of a key that is certified. */
  Enrolment answer(StoreKey key) {
    return new Enrolment(
        key.storeId(),
        configuration.managerId(),
        key.kid(),
        CertificationPath.of(key.x5c(), key.issuerKid(), entities));
  }

  private static ProtocolException refused(String detail) {
    return new ProtocolException(ErrorCode.ENROLMENT_REFUSED, detail);
  }
}
