package fiveseal.store;

import fiveseal.protocol.KeyRenewal;
import fiveseal.protocol.jws.Signed;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

/** A renewal: the key that asked for it, the one it got, and the words. Written once. */
@Entity
@Table(name = "key_renewal")
public class RenewedKey {
  @Id private String kid;

  @Column(name = "next_kid")
  private String nextKid;

  @Column(name = "store_id")
  private String storeId;

  private String message;

  @Column(name = "received_at")
  private OffsetDateTime receivedAt;

  /** For JPA. */
  protected RenewedKey() {}

  RenewedKey(Signed<KeyRenewal> asked, String nextKid, OffsetDateTime receivedAt) {
    this.kid = asked.kid();
    this.nextKid = nextKid;
    this.storeId = asked.message().iss();
    this.message = asked.compact();
    this.receivedAt = receivedAt;
  }

  /** The key that was certified. */
  String nextKid() {
    return nextKid;
  }

  OffsetDateTime receivedAt() {
    return receivedAt;
  }

  /** Whether these are the words that were taken. */
  boolean isBy(String compact) {
    return Signed.parse(message, KeyRenewal.class).sameMessageAs(compact);
  }
}
