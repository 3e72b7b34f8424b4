package fiveseal.clientdevice;

import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.KeyRecord;
import fiveseal.protocol.jws.KeyRole;
import fiveseal.protocol.jws.PublicKeys;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A key as {@code GET /keys} offers it, not yet believed.
 *
 * @param nbf seconds UTC
 * @param exp seconds UTC
 * @param x5c base64 DER certificates, the key's own first, up to the operator's CA
 */
record OfferedKey(
    String kid,
    String iss,
    ECPublicKey key,
    long nbf,
    long exp,
    OptionalLong revokedAt,
    List<String> x5c) {

  /**
   * @throws ProtocolException {@code message-malformed} if a member is missing or wrong
   */
  static OfferedKey of(JsonMembers jwk) {
    return new OfferedKey(
        jwk.text("kid"),
        jwk.text("iss"),
        PublicKeys.fromJwk(jwk.text("x"), jwk.text("y")),
        jwk.integer("nbf"),
        jwk.integer("exp"),
        jwk.has("revokedAt") ? OptionalLong.of(jwk.integer("revokedAt")) : OptionalLong.empty(),
        jwk.texts("x5c"));
  }

  /**
   * Of an owner's keys those that serve now: that began last, by what is published, and were
   * neither revoked nor ended; where none does, all of them.
   */
  static List<OfferedKey> serving(List<OfferedKey> keys, Instant now) {
    List<OfferedKey> begun = keys.stream().filter(key -> key.servesAt(now)).toList();
    long last = begun.stream().mapToLong(OfferedKey::nbf).max().orElse(Long.MIN_VALUE);
    return begun.isEmpty() ? keys : begun.stream().filter(key -> key.nbf() == last).toList();
  }

  private boolean servesAt(Instant now) {
    long seconds = now.getEpochSecond();
    return nbf <= seconds && seconds < exp && seconds < revokedAt.orElse(Long.MAX_VALUE);
  }

  CertificatePath path() throws GeneralSecurityException {
    return CertificatePath.of(x5c);
  }

  /**
   * The key as a record of a register, once its certificates lead to the CA. It serves while both
   * its certificate and what was published with it say so.
   *
   * @throws GeneralSecurityException if kid, key, owner or certificates do not belong together
   */
  KeyRecord provenBy(X509Certificate ca, String owner, KeyRole role)
      throws GeneralSecurityException {
    if (!iss.equals(owner)) {
      throw new GeneralSecurityException("iss is not " + owner);
    }
    if (!kid.equals(PublicKeys.thumbprint(key))) {
      throw new GeneralSecurityException("kid is not the key's thumbprint");
    }
    if (!PublicKeys.thumbprint(PublicKeys.fromX5c(x5c.get(0))).equals(kid)) {
      throw new GeneralSecurityException("the certificate is another key's");
    }
    CertificatePath path = path();
    path.requireIssuedBy(ca, owner);
    Instant begin = path.own().getNotBefore().toInstant();
    Instant end = path.own().getNotAfter().toInstant();
    return new KeyRecord(
        kid,
        owner,
        role,
        key,
        later(begin, Instant.ofEpochSecond(nbf)),
        earlier(end, Instant.ofEpochSecond(exp)),
        revokedAt.isPresent()
            ? Optional.of(Instant.ofEpochSecond(revokedAt.getAsLong()))
            : Optional.empty());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
