package fiveseal.keys;

import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.SortedMap;
import javax.crypto.SecretKey;

/**
 * What was found in a keystore, file or token.
 *
 * @param provider computes with these keys
 * @param signatureAlgorithm ES256 with signatures r‖s, by its name in that provider
 * @param authority the authority's current key
 * @param signing the current signing key
 * @param authorities all the authority's keys, the current one last: an old one signs lists of what
 *     it certified and was revoked, and nothing else
 * @param signings certificates of all signing keys, the current one last
 * @param cardMasters card master keys for HMAC-SHA-256 by version, 1 … 255, at least one
 * @param oneTimeCodes the key for HMAC-SHA-256 that the secrets of users' one-time codes come of
 */
record VaultKeys(
    Provider provider,
    String signatureAlgorithm,
    CertifiedKey authority,
    CertifiedKey signing,
    List<CertifiedKey> authorities,
    List<X509Certificate> signings,
    SortedMap<Integer, SecretKey> cardMasters,
    SecretKey oneTimeCodes) {

  @Override
  public String toString() {
    return "VaultKeys[" + provider.getName() + ", " + signing + "]";
  }
}
