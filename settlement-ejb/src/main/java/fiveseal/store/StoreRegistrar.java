package fiveseal.store;

import fiveseal.config.Configuration;
import fiveseal.manager.Enrolment;
import fiveseal.manager.Invitation;
import fiveseal.manager.StoreRegistration;
import fiveseal.manager.Stores;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.StoreAuth;
import fiveseal.protocol.jws.Acceptance;
import fiveseal.protocol.jws.Verifier;
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

/** Admits stores, certifies and revokes their keys, and knows who calls. */
@Stateless
public class StoreRegistrar implements Stores {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject StoreAdmission admission;
  @Inject StoreEnrolment enrolment;
  @Inject CompletionEndpoints endpoints;
  @Inject StoreKeys keys;
  @Inject Configuration configuration;
  @Inject Clock clock;

  @Override
  public Invitation register(StoreRegistration registration) {
    return admission.register(registration);
  }

  @Override
  public Enrolment enrol(String token, String certificationRequest) {
    return enrolment.enrol(token, certificationRequest);
  }

  /** A key that is revoked already stays revoked since then. */
  @Override
  public void revoke(String storeId, String kid) {
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
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public String authenticate(String bearer) {
    Instant now = clock.instant();
    StoreAuth proof = new Verifier(keys).verify(bearer, StoreAuth.class, now).message();
    Acceptance.addressedTo(proof, configuration.managerId());
    Acceptance.timely(proof, now);
    return proof.iss();
  }

  @Override
  public void completionEndpoint(String message) {
    endpoints.state(message);
  }
}
