package fiveseal.store;

import fiveseal.manager.StoreView;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;

/**
 * An invited store's request for a certificate, where an operator approves them. The store compares
 * the key's thumbprint with the operator by other means; then the request is approved and the key
 * certified, or it is refused.
 */
@Entity
@Table(name = "key_request")
public class KeyRequest {
  private static final String PENDING = "PENDING";

  @EmbeddedId private Key key;

  @Column(name = "store_id")
  private String storeId;

  @Column(name = "certification_request")
  private String certificationRequest;

  private String state;

  @Column(name = "requested_at")
  private OffsetDateTime requestedAt;

  @Column(name = "decided_by")
  private String decidedBy;

  @Column(name = "decided_at")
  private OffsetDateTime decidedAt;

  /** For JPA. */
  protected KeyRequest() {}

  KeyRequest(Key key, String storeId, String certificationRequest, OffsetDateTime requestedAt) {
    this.key = key;
    this.storeId = storeId;
    this.certificationRequest = certificationRequest;
    this.state = PENDING;
    this.requestedAt = requestedAt;
  }

  String tokenDigest() {
    return key.tokenDigest;
  }

  String kid() {
    return key.kid;
  }

  String storeId() {
    return storeId;
  }

  /** PKCS#10, PEM. */
  String certificationRequest() {
    return certificationRequest;
  }

  boolean isPending() {
    return state.equals(PENDING);
  }

  void decide(boolean approved, String by, OffsetDateTime at) {
    state = approved ? "APPROVED" : "REFUSED";
    decidedBy = by;
    decidedAt = at;
  }

  StoreView.KeyRequest view() {
    return new StoreView.KeyRequest(
        key.kid, state, requestedAt.toInstant(), Optional.ofNullable(decidedBy));
  }

  /** One request for a key under an invitation. */
  @Embeddable
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    @Column(name = "token_digest")
    private String tokenDigest;

    private String kid;

    /** For JPA. */
    protected Key() {}

    /**
     * @param tokenDigest of the invitation
     * @param kid thumbprint of the key
     */
    Key(String tokenDigest, String kid) {
      this.tokenDigest = tokenDigest;
      this.kid = kid;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && tokenDigest.equals(key.tokenDigest) && kid.equals(key.kid);
    }

    @Override
    public int hashCode() {
      return Objects.hash(tokenDigest, kid);
    }
  }
}
