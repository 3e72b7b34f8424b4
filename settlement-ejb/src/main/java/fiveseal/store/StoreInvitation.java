package fiveseal.store;

import fiveseal.manager.StoreView;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Digests;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Objects;

/**
 * An invitation to enrol one key. The token itself is told once and never stored: its digest finds
 * the invitation. It is spent by the enrolment that it serves, or by any other of the same store.
 */
@Entity
@Table(name = "invitation")
public class StoreInvitation {
  @Id
  @Column(name = "token_digest")
  private String tokenDigest;

  @Column(name = "store_id")
  private String storeId;

  @Column(name = "made_at")
  private OffsetDateTime madeAt;

  @Column(name = "expires_at")
  private OffsetDateTime expiresAt;

  @Column(name = "spent_at")
  private OffsetDateTime spentAt;

  private String kid;

  /** For JPA. */
  protected StoreInvitation() {}

  StoreInvitation(String token, String storeId, OffsetDateTime madeAt, OffsetDateTime expiresAt) {
    this.tokenDigest = digest(token);
    this.storeId = storeId;
    this.madeAt = madeAt;
    this.expiresAt = expiresAt;
  }

  /** What finds the invitation of a token: its SHA-256, base64url. */
  static String digest(String token) {
    return Base64Url.encode(Digests.sha256(token));
  }

  String tokenDigest() {
    return tokenDigest;
  }

  String storeId() {
    return storeId;
  }

  OffsetDateTime madeAt() {
    return madeAt;
  }

  boolean isSpent() {
    return spentAt != null;
  }

  StoreView.OpenInvitation view() {
    return new StoreView.OpenInvitation(madeAt.toInstant(), expiresAt.toInstant());
  }

  /** Whether it lets a key be enrolled now. */
  boolean opensAt(OffsetDateTime now) {
    return spentAt == null && now.isBefore(expiresAt);
  }

  /** Whether it is this key that it was spent on. */
  boolean enrolled(String keyId) {
    return Objects.equals(kid, keyId);
  }

  /** Spends it on a key. */
  void enrol(String keyId, OffsetDateTime now) {
    spend(now);
    kid = keyId;
  }

  /** Spends it without use. */
  void spend(OffsetDateTime now) {
    spentAt = now;
  }
}
