package fiveseal.manager;

import java.util.List;

/**
 * A store's new certificate, or the request for it that waits.
 *
 * @param kid thumbprint (RFC 7638) of the store's key
 * @param x5c base64 DER certificates, the store's first, then the CA's; none while the request
 *     waits for an operator
 */
public record Enrolment(String storeId, String managerId, String kid, List<String> x5c) {

  /** Whether an operator has to approve it first. */
  public boolean isWaiting() {
    return x5c.isEmpty();
  }
}
