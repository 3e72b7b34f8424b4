package fiveseal.auditor;

import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.KeyRecord;
import fiveseal.protocol.jws.KeyRole;
import fiveseal.protocol.jws.PublicKeys;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * A row that records a public key, with its certificate read. The certificate is the authority's
 * signed word; the row beside it is anybody's.
 *
 * @param kid as recorded
 * @param certificate empty if the bytes are no certificate
 * @param issuerKid as recorded
 * @param notBefore as recorded
 * @param notAfter as recorded
 */
record RecordedKey(
    String kid,
    Optional<X509Certificate> certificate,
    String issuerKid,
    Instant notBefore,
    Instant notAfter) {

  /** Ids of managers and stores need no escape in a distinguished name. */
  private static final Pattern COMMON_NAME =
      Pattern.compile("(?:^|,)CN=([A-Za-z0-9._-]{1,64})(?:,|$)");

  static RecordedKey of(
      String kid, byte[] der, String issuerKid, Instant notBefore, Instant notAfter) {
    return new RecordedKey(kid, parse(der), issuerKid, notBefore, notAfter);
  }

  private static Optional<X509Certificate> parse(byte[] der) {
    try {
      return Optional.ofNullable(PublicKeys.certificate(Base64.getEncoder().encodeToString(der)));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  /** Whose key it is, as its certificate says. */
  Optional<String> owner() {
    return certificate
        .map(each -> each.getSubjectX500Principal().getName(X500Principal.RFC2253))
        .map(COMMON_NAME::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1));
  }

  /**
   * The key for a verifier; empty if there is none in the certificate.
   *
   * @param until when its service ended, by the certificate or before
   */
  Optional<KeyRecord> forVerifier(KeyRole role, Instant until, Optional<Instant> revokedAt) {
    try {
      return certificate.map(
          each ->
              new KeyRecord(
                  kid,
                  owner().orElse(""),
                  role,
                  PublicKeys.fromSubjectPublicKeyInfo(each.getPublicKey().getEncoded()),
                  each.getNotBefore().toInstant(),
                  until,
                  revokedAt));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }
}
