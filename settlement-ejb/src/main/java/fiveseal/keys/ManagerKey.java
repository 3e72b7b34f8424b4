package fiveseal.keys;

import fiveseal.protocol.jws.PublicKeys;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;

/** A public key that the vault uses or once used. It is recorded once and stays as it is. */
@Entity
@Table(name = "manager_key")
public class ManagerKey {
  @Id private String kid;

  @Enumerated(EnumType.STRING)
  private KeyPurpose purpose;

  private byte[] certificate;

  @Column(name = "issuer_kid")
  private String issuerKid;

  @Column(name = "not_before")
  private OffsetDateTime notBefore;

  @Column(name = "not_after")
  private OffsetDateTime notAfter;

  @Column(name = "recorded_at")
  private OffsetDateTime recordedAt;

  /** For JPA. */
  protected ManagerKey() {}

  /** RFC 7638 SHA-256 thumbprint, base64url. */
  public String kid() {
    return kid;
  }

  public KeyPurpose purpose() {
    return purpose;
  }

  /** The certificate as in {@code x5c}: base64 of DER. */
  public String x5c() {
    return Base64.getEncoder().encodeToString(certificate);
  }

  public String issuerKid() {
    return issuerKid;
  }

  public ECPublicKey publicKey() {
    return PublicKeys.fromX5c(x5c());
  }

  /** Inclusive. */
  public Instant notBefore() {
    return notBefore.toInstant();
  }

  /** Exclusive. */
  public Instant notAfter() {
    return notAfter.toInstant();
  }

  /** When a node first saw the key in the vault. */
  public Instant recordedAt() {
    return recordedAt.toInstant();
  }
}
