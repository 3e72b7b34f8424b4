package fiveseal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;

/** A store's signed statement where completions shall go. Written once. */
@Entity
@Table(name = "completion_endpoint")
public class StatedEndpoint {
  @EmbeddedId private Key key;

  private String url;

  private String message;

  @Column(name = "received_at")
  private OffsetDateTime receivedAt;

  /** For JPA. */
  protected StatedEndpoint() {}

  /** The message's {@code iat}, seconds UTC. */
  long statedAt() {
    return key.statedAt;
  }

  URI url() {
    return URI.create(url);
  }

  /** The exact compact JWS. */
  String message() {
    return message;
  }

  Instant receivedAt() {
    return receivedAt.toInstant();
  }

  /** Who stated it, and when by the message's {@code iat}. */
  @Embeddable
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    @Column(name = "store_id")
    private String storeId;

    @Column(name = "stated_at")
    private long statedAt;

    /** For JPA. */
    protected Key() {}

    /**
     * @param statedAt seconds UTC
     */
    Key(String storeId, long statedAt) {
      this.storeId = storeId;
      this.statedAt = statedAt;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && storeId.equals(key.storeId) && statedAt == key.statedAt;
    }

    @Override
    public int hashCode() {
      return Objects.hash(storeId, statedAt);
    }
  }
}
