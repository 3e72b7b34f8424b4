package fiveseal.store;

import fiveseal.config.Configuration;
import fiveseal.keys.CertificationRequest;
import fiveseal.keys.KeyVault;
import fiveseal.keys.ManagerKey;
import fiveseal.manager.Enrolment;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * Certifies stores' keys. An invitation proves who asks, the request's own signature that he has
 * the key. A store has one key at a time: the next one ends the one before at once.
 */
@Dependent
public class StoreEnrolment {
  private static final int VALIDITY_DAYS = 365;

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject KeyVault vault;
  @Inject Configuration configuration;
  @Inject Clock clock;

  /**
   * Enrols the request's key. The same token with the same key again has the same answer.
   *
   * @param certificationRequest PEM
   * @throws ProtocolException {@code enrolment-refused}
   */
  Enrolment enrol(String token, String certificationRequest) {
    CertificationRequest request = CertificationRequest.parse(certificationRequest);
    OffsetDateTime now = OffsetDateTime.now(clock.withZone(ZoneOffset.UTC));
    StoreInvitation invitation =
        entities.find(StoreInvitation.class, StoreInvitation.digest(token));
    if (invitation == null) {
      throw refused("there is no such invitation");
    }
    List<StoreInvitation> invitations = lockAll(invitation.storeId());
    entities.refresh(invitation);
    if (invitation.enrolled(request.kid())) {
      return answer(entities.find(StoreKey.class, request.kid()));
    }
    if (!invitation.opensAt(now)) {
      throw refused("the invitation is used or expired");
    }
    requireNewKey(request.kid());
    StoreKey key = certify(request, invitation.storeId(), now);
    invitations.forEach(each -> each.spend(now));
    invitation.enrol(key.kid(), now);
    return answer(key);
  }

  /** One enrolment of a store at a time; it spends all the store's invitations. */
  private List<StoreInvitation> lockAll(String storeId) {
    return entities
        .createQuery(
            "select i from StoreInvitation i where i.storeId = :store and i.spentAt is null"
                + " order by i.tokenDigest",
            StoreInvitation.class)
        .setParameter("store", storeId)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  private void requireNewKey(String kid) {
    if (entities.find(StoreKey.class, kid) != null
        || entities.find(ManagerKey.class, kid) != null) {
      throw refused("this key is already registered");
    }
  }

  private StoreKey certify(CertificationRequest request, String storeId, OffsetDateTime now) {
    OffsetDateTime from = now.truncatedTo(ChronoUnit.SECONDS);
    X509Certificate certificate =
        vault.issue(request, storeId, from.toInstant(), from.plusDays(VALIDITY_DAYS).toInstant());
    entities
        .createQuery(
            "update StoreKey k set k.supersededAt = :now where k.storeId = :store"
                + " and k.supersededAt is null and k.revokedAt is null")
        .setParameter("now", now)
        .setParameter("store", storeId)
        .executeUpdate();
    StoreKey key = new StoreKey(request.kid(), storeId, certificate, vault.authorityKid(), now);
    entities.persist(key);
    // The key's row must be there before the invitation's row points at it.
    entities.flush();
    return key;
  }

  private Enrolment answer(StoreKey key) {
    ManagerKey issuer = entities.find(ManagerKey.class, key.issuerKid());
    return new Enrolment(
        key.storeId(),
        configuration.managerId(),
        key.kid(),
        Arrays.asList(key.x5c(), issuer.x5c()));
  }

  private static ProtocolException refused(String detail) {
    return new ProtocolException(ErrorCode.ENROLMENT_REFUSED, detail);
  }
}
