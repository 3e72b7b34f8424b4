package fiveseal.manager;

import java.util.OptionalLong;

/**
 * A personalization bureau.
 *
 * @param kid RFC 7638 thumbprint of its public key, to be compared with the bureau by other means
 * @param registeredAt seconds UTC
 * @param retiredAt seconds UTC; from then on no file is made for it
 */
public record BureauView(
    String bureauId,
    String name,
    String kid,
    String registeredBy,
    long registeredAt,
    OptionalLong retiredAt) {

  public boolean isRetired() {
    return retiredAt.isPresent();
  }
}
