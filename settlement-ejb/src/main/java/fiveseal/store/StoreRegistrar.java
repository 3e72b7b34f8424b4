package fiveseal.store;

import fiveseal.config.Configuration;
import fiveseal.manager.Enrolment;
import fiveseal.manager.Invitation;
import fiveseal.manager.StoreRegistration;
import fiveseal.manager.Stores;
import fiveseal.protocol.StoreAuth;
import fiveseal.protocol.jws.Acceptance;
import fiveseal.protocol.jws.Verifier;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/** Admits stores, certifies and revokes their keys, and knows who calls. */
@Stateless
public class StoreRegistrar implements Stores {
  @Inject StoreAdmission admission;
  @Inject StoreEnrolment enrolment;
  @Inject KeyRenewals renewals;
  @Inject KeyRevocation revocation;
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

  @Override
  public Enrolment renew(String message) {
    return renewals.renew(message);
  }

  /** A key that is revoked already stays revoked since then. */
  @Override
  public void revoke(String storeId, String kid) {
    revocation.revoke(storeId, kid);
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
