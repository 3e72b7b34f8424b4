package fiveseal.keys;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;

/** The certificates of those who vouch for a key, as in {@code x5c} (RFC 7515 section 4.1.6). */
public final class CertificationPath {
  private CertificationPath() {}

  /**
   * A key's own certificate, then those of the authorities up to the one that certified itself.
   *
   * @param own base64 of DER
   * @param issuerKid the key that signed it
   */
  public static List<String> of(String own, String issuerKid, EntityManager entities) {
    List<String> path = new ArrayList<>();
    path.add(own);
    ManagerKey authority = entities.find(ManagerKey.class, issuerKid);
    path.add(authority.x5c());
    while (!authority.issuerKid().equals(authority.kid())) {
      authority = entities.find(ManagerKey.class, authority.issuerKid());
      path.add(authority.x5c());
    }
    return path;
  }
}
