package fiveseal.keys;

import java.security.Provider;
import java.time.Instant;
import java.util.SortedMap;
import javax.crypto.SecretKey;

/**
 * What was found in a keystore, file or token.
 *
 * @param provider computes with these keys
 * @param signatureAlgorithm ES256 with signatures r‖s, by its name in that provider
 * @param authorities the authority's keys by number, at least one
 * @param signings the signing keys by number, at least one
 * @param cardMasters card master keys for HMAC-SHA-256 by version, 1 … 255, at least one
 * @param oneTimeCodes the key for HMAC-SHA-256 that the secrets of users' one-time codes come of
 */
record VaultKeys(
    Provider provider,
    String signatureAlgorithm,
    SortedMap<Integer, CertifiedKey> authorities,
    SortedMap<Integer, CertifiedKey> signings,
    SortedMap<Integer, SecretKey> cardMasters,
    SecretKey oneTimeCodes) {

  /** Who signs messages at a time. */
  CertifiedKey signingAt(Instant time) {
    return serving(signings, time);
  }

  /** Who signs certificates at a time. */
  CertifiedKey authorityAt(Instant time) {
    return serving(authorities, time);
  }

  /** The newest that has begun; the first serves from the first moment. */
  static CertifiedKey serving(SortedMap<Integer, CertifiedKey> keys, Instant time) {
    CertifiedKey serving = keys.get(keys.firstKey());
    for (CertifiedKey key : keys.values()) {
      if (!time.isBefore(key.signsFrom())) {
        serving = key;
      }
    }
    return serving;
  }

  @Override
  public String toString() {
    return "VaultKeys[" + provider.getName() + ", " + signings + "]";
  }
}
