package fiveseal.store;

import fiveseal.manager.StoreView;
import fiveseal.protocol.jws.PublicKeys;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;

/**
 * A store's public key. It serves from enrolment until it is revoked, superseded by the store's
 * next key, or expired; what it signed in that time stays verifiable for ever.
 */
@Entity
@Table(name = "store_key")
public class StoreKey {
  @Id private String kid;

  @Column(name = "store_id")
  private String storeId;

  private byte[] certificate;

  @Column(name = "issuer_kid")
  private String issuerKid;

  @Column(name = "not_before")
  private OffsetDateTime notBefore;

  @Column(name = "not_after")
  private OffsetDateTime notAfter;

  @Column(name = "superseded_at")
  private OffsetDateTime supersededAt;

  @Column(name = "revoked_at")
  private OffsetDateTime revokedAt;

  @Column(name = "stolen_at")
  private OffsetDateTime stolenAt;

  @Column(name = "enrolled_at")
  private OffsetDateTime enrolledAt;

  /** For JPA. */
  protected StoreKey() {}

  /**
   * @param kid thumbprint of the certificate's key
   * @param issuerKid the authority's key that signed the certificate
   */
  StoreKey(
      String kid,
      String storeId,
      X509Certificate certificate,
      String issuerKid,
      OffsetDateTime enrolledAt) {
    this.kid = kid;
    this.storeId = storeId;
    this.certificate = der(certificate);
    this.issuerKid = issuerKid;
    this.notBefore = certificate.getNotBefore().toInstant().atOffset(ZoneOffset.UTC);
    this.notAfter = certificate.getNotAfter().toInstant().atOffset(ZoneOffset.UTC);
    this.enrolledAt = enrolledAt;
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate without encoding", e);
    }
  }

  String kid() {
    return kid;
  }

  String storeId() {
    return storeId;
  }

  String issuerKid() {
    return issuerKid;
  }

  /** The certificate as in {@code x5c}: base64 of DER. */
  String x5c() {
    return Base64.getEncoder().encodeToString(certificate);
  }

  ECPublicKey publicKey() {
    return PublicKeys.fromX5c(x5c());
  }

  /** Inclusive. */
  Instant notBefore() {
    return notBefore.toInstant();
  }

  /** End of service if it is not revoked, exclusive: superseded or expired. */
  Instant notAfter() {
    return earlier(notAfter, supersededAt);
  }

  Optional<Instant> revokedAt() {
    return Optional.ofNullable(revokedAt).map(OffsetDateTime::toInstant);
  }

  /**
   * From when on others accept nothing that it signs: since it was revoked, or, if it was stolen
   * before that, since then. What the manager itself accepted by the revocation stays accepted.
   */
  Optional<Instant> publishedEnd() {
    return Optional.ofNullable(stolenAt).map(OffsetDateTime::toInstant).or(this::revokedAt);
  }

  /** Whether somebody declared that it was stolen. */
  boolean isStolen() {
    return stolenAt != null;
  }

  OffsetDateTime enrolledAt() {
    return enrolledAt;
  }

  /** Whether what it signs is accepted at that time. */
  boolean servesAt(Instant time) {
    return !time.isBefore(notBefore())
        && time.isBefore(notAfter())
        && revokedAt().map(time::isBefore).orElse(true);
  }

  /** Whether the store has another key, although this one may serve a while longer. */
  boolean isReplaced() {
    return supersededAt != null;
  }

  StoreView.Key view(Instant now) {
    return new StoreView.Key(
        kid, enrolledAt.toInstant(), notAfter(), revokedAt(), servesAt(now), isReplaced());
  }

  /** The end of a key's service, given the certificate's end and when its successor came, if so. */
  static Instant earlier(OffsetDateTime notAfter, OffsetDateTime supersededAt) {
    OffsetDateTime end =
        supersededAt != null && supersededAt.isBefore(notAfter) ? supersededAt : notAfter;
    return end.toInstant();
  }
}
