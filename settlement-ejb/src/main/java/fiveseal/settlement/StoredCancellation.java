package fiveseal.settlement;

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

/** A store's cancellation, whether its request was known or not. Written once. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are written here and read in SQL
@Table(name = "cancellation")
public class StoredCancellation {
  @EmbeddedId private Key key;
  private String message;

  @Column(name = "received_at")
  private OffsetDateTime receivedAt;

  protected StoredCancellation() {}

  StoredCancellation(String storeId, String requestId, String message, Instant receivedAt) {
    this.key = new Key(storeId, requestId);
    this.message = message;
    this.receivedAt = receivedAt.atOffset(ZoneOffset.UTC);
  }

  /** The exact compact JWS. */
  String message() {
    return message;
  }

  Instant receivedAt() {
    return receivedAt.toInstant();
  }

  /** Which request of which store. */
  @Embeddable
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    @Column(name = "store_id")
    private String storeId;

    @Column(name = "request_id")
    private String requestId;

    protected Key() {}

    Key(String storeId, String requestId) {
      this.storeId = storeId;
      this.requestId = requestId;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && key.storeId.equals(storeId)
          && key.requestId.equals(requestId);
    }

    @Override
    public int hashCode() {
      return Objects.hash(storeId, requestId);
    }
  }
}
