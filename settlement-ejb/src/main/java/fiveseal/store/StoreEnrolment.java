package fiveseal.store;

import fiveseal.config.Configuration;
import fiveseal.keys.CertificationRequest;
import fiveseal.manager.Enrolment;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Certifies stores' keys. An invitation proves who asks, the request's own signature that he has
 * the key; if the configuration says so, an operator looks at the request first. The next key ends
 * those before at once: who begins anew may have lost them.
 */
@Dependent
public class StoreEnrolment {
  /** Enough for a store that begins again; a stolen token cannot fill the operator's list. */
  private static final int REQUESTS_PER_INVITATION_MAX = 3;

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject EnrolmentApproval approval;
  @Inject StoreCertification certification;
  @Inject Configuration configuration;
  @Inject Clock clock;

  /**
   * Enrols the request's key, or lets it wait for an operator. The same token with the same key
   * again has the same answer, or by then the certificate.
   *
   * @param certificationRequest PEM
   * @throws ProtocolException {@code enrolment-refused}
   */
  Enrolment enrol(String token, String certificationRequest) {
    CertificationRequest request = CertificationRequest.parse(certificationRequest);
    OffsetDateTime now = now();
    StoreInvitation invitation =
        entities.find(StoreInvitation.class, StoreInvitation.digest(token));
    if (invitation == null) {
      throw refused("there is no such invitation");
    }
    List<StoreInvitation> invitations = lockAll(invitation.storeId());
    entities.refresh(invitation);
    if (invitation.enrolled(request.kid())) {
      return certification.answer(entities.find(StoreKey.class, request.kid()));
    }
    certification.requireNotClosed(invitation.storeId());
    KeyRequest.Key asked = new KeyRequest.Key(invitation.tokenDigest(), request.kid());
    KeyRequest earlier = entities.find(KeyRequest.class, asked);
    if (earlier != null && !invitation.isSpent()) {
      return waiting(earlier);
    }
    if (!invitation.opensAt(now)) {
      throw refused("the invitation is used or expired");
    }
    certification.requireNewKey(request.kid());
    if (approval.isRequired()) {
      return ask(new KeyRequest(asked, invitation.storeId(), certificationRequest, now));
    }
    return certification.answer(enrol(request, invitation, invitations, now));
  }

  private Enrolment waiting(KeyRequest request) {
    if (!request.isPending()) {
      throw refused("the operator refused this request");
    }
    return new Enrolment(request.storeId(), configuration.managerId(), request.kid(), List.of());
  }

  private Enrolment ask(KeyRequest request) {
    long before =
        entities
            .createQuery(
                "select count(r) from KeyRequest r where r.key.tokenDigest = :token", Long.class)
            .setParameter("token", request.tokenDigest())
            .getSingleResult();
    if (before >= REQUESTS_PER_INVITATION_MAX) {
      throw refused("too many keys were sent with this invitation");
    }
    entities.persist(request);
    return waiting(request);
  }

  /**
   * Certifies a key that waits; what else the store has asked for is refused with that.
   *
   * @param by the operator's login
   * @throws ProtocolException {@code not-found} if no such request waits, {@code enrolment-refused}
   *     if the key cannot be certified any more
   */
  void approve(String storeId, String kid, String by) {
    List<StoreInvitation> invitations = lockAll(storeId);
    KeyRequest request = pending(storeId, kid);
    certification.requireNotClosed(storeId);
    OffsetDateTime now = now();
    StoreInvitation invitation = entities.find(StoreInvitation.class, request.tokenDigest());
    entities.refresh(invitation);
    if (invitation.isSpent()) {
      throw refused("the invitation was used for another key");
    }
    certification.requireNewKey(kid);
    enrol(CertificationRequest.parse(request.certificationRequest()), invitation, invitations, now);
    request.decide(true, by, now);
    entities.flush();
    entities
        .createQuery(
            "update KeyRequest r set r.state = 'REFUSED', r.decidedBy = :by, r.decidedAt = :now"
                + " where r.storeId = :store and r.state = 'PENDING'")
        .setParameter("by", by)
        .setParameter("now", now)
        .setParameter("store", storeId)
        .executeUpdate();
  }

  /**
   * @param by the operator's login
   * @throws ProtocolException {@code not-found} if no such request waits
   */
  void refuse(String storeId, String kid, String by) {
    lockAll(storeId);
    pending(storeId, kid).decide(false, by, now());
  }

  private KeyRequest pending(String storeId, String kid) {
    return entities
        .createQuery(
            "select r from KeyRequest r where r.storeId = :store and r.key.kid = :kid"
                + " and r.state = 'PENDING' order by r.requestedAt",
            KeyRequest.class)
        .setParameter("store", storeId)
        .setParameter("kid", kid)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList()
        .stream()
        .findFirst()
        .orElseThrow(
            () -> new ProtocolException(ErrorCode.NOT_FOUND, "the store has no such request"));
  }

  /** One enrolment of a store at a time; it spends all the store's invitations. */
  private List<StoreInvitation> lockAll(String storeId) {
    certification.lock(storeId);
    return entities
        .createQuery(
            "select i from StoreInvitation i where i.storeId = :store and i.spentAt is null"
                + " order by i.tokenDigest",
            StoreInvitation.class)
        .setParameter("store", storeId)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  private StoreKey enrol(
      CertificationRequest request,
      StoreInvitation invitation,
      List<StoreInvitation> invitations,
      OffsetDateTime now) {
    endAll(invitation.storeId(), now);
    StoreKey key = certification.certify(request, invitation.storeId(), now);
    invitations.forEach(each -> each.spend(now));
    invitation.enrol(key.kid(), now);
    return key;
  }

  private void endAll(String storeId, OffsetDateTime now) {
    entities
        .createQuery(
            "update StoreKey k set k.supersededAt = :now where k.storeId = :store"
                + " and (k.supersededAt is null or k.supersededAt > :now) and k.revokedAt is null")
        .setParameter("now", now)
        .setParameter("store", storeId)
        .executeUpdate();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock.withZone(ZoneOffset.UTC));
  }

  private static ProtocolException refused(String detail) {
    return new ProtocolException(ErrorCode.ENROLMENT_REFUSED, detail);
  }
}
