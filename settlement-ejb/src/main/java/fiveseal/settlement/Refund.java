package fiveseal.settlement;

import fiveseal.protocol.RefundRequest;
import fiveseal.protocol.jws.Signed;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;

/** A refund that was accepted. Written once; where it stands is told by its credit. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are written here and read in SQL
@Table(name = "refund")
public class Refund {
  @EmbeddedId private Key key;

  @Column(name = "settlement_id")
  private String settlementId;

  @Column(name = "credit_id")
  private String creditId;

  @Column(name = "amount_minor")
  private long amountMinor;

  private String message;

  @Column(name = "received_at")
  private OffsetDateTime receivedAt;

  protected Refund() {}

  Refund(Signed<RefundRequest> request, String creditId, Instant receivedAt) {
    RefundRequest refund = request.message();
    this.key = new Key(refund.iss(), refund.refundId());
    this.settlementId = refund.settlementId();
    this.creditId = creditId;
    this.amountMinor = refund.amount().minor();
    this.message = request.compact();
    this.receivedAt = receivedAt.atOffset(ZoneOffset.UTC);
  }

  String settlementId() {
    return settlementId;
  }

  String creditId() {
    return creditId;
  }

  /** The exact compact JWS. */
  String message() {
    return message;
  }

  RefundRequest request() {
    return Signed.parse(message, RefundRequest.class).message();
  }

  Instant receivedAt() {
    return receivedAt.toInstant();
  }

  /** The refund's id is its store's own. */
  @Embeddable
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    @Column(name = "store_id")
    private String storeId;

    @Column(name = "refund_id")
    private String refundId;

    protected Key() {}

    Key(String storeId, String refundId) {
      this.storeId = storeId;
      this.refundId = refundId;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && key.storeId.equals(storeId)
          && key.refundId.equals(refundId);
    }

    @Override
    public int hashCode() {
      return Objects.hash(storeId, refundId);
    }
  }
}
