package fiveseal.manager;

import jakarta.ejb.Local;

/** Stores, malls and lower stores, their keys and contracts. */
@Local
public interface Stores {

  /** Registers a store, or finds it registered with the same data, and invites it to enrol. */
  Invitation register(StoreRegistration registration);

  /**
   * Certifies the key of a PKCS#10 request, whose signature proves possession.
   *
   * @param certificationRequest PEM
   */
  Enrolment enrol(String token, String certificationRequest);

  /**
   * Takes a {@code fiveseal-key-renewal}: certifies the store's next key by proof of the one that
   * it has, which serves a while longer. The same message again has the same answer.
   */
  Enrolment renew(String message);

  /** From now on the key signs nothing that is accepted; what it signed before stays valid. */
  void revoke(String storeId, String kid);

  /**
   * Who the bearer of a {@code fiveseal-store-auth} is.
   *
   * @return the store's id
   */
  String authenticate(String bearer);

  /** Takes a {@code fiveseal-completion-endpoint} message; the greatest {@code iat} wins. */
  void completionEndpoint(String message);
}
