package fiveseal.settlement;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The delivery of message 3, written together with it: due at once, and again at its {@link
 * RetryTimes} until the store acknowledges or sends its receipt.
 */
@Entity
@Table(name = "delivery")
public class Delivery {
  @Id
  @Column(name = "settlement_id")
  private String settlementId;

  @Column(name = "store_id")
  private String storeId;

  private int attempts;

  @Column(name = "next_attempt_at")
  private OffsetDateTime nextAttemptAt;

  @Column(name = "acknowledged_at")
  private OffsetDateTime acknowledgedAt;

  @Column(name = "last_outcome")
  private String lastOutcome;

  /** For JPA. */
  protected Delivery() {}

  /** Due at once; the node that completed tries first, so others wait a moment. */
  Delivery(String settlementId, String storeId, Instant now) {
    this.settlementId = settlementId;
    this.storeId = storeId;
    this.nextAttemptAt = at(now.plus(RetryTimes.FIRST_PAUSE));
    this.lastOutcome = "new";
  }

  String settlementId() {
    return settlementId;
  }

  String storeId() {
    return storeId;
  }

  int attempts() {
    return attempts;
  }

  String lastOutcome() {
    return lastOutcome;
  }

  /** Empty once it is acknowledged. */
  Optional<Instant> nextAttemptAt() {
    return Optional.ofNullable(nextAttemptAt).map(OffsetDateTime::toInstant);
  }

  /** Empty until the store has it. */
  Optional<Instant> acknowledgedAt() {
    return Optional.ofNullable(acknowledgedAt).map(OffsetDateTime::toInstant);
  }

  boolean isAcknowledged() {
    return acknowledgedAt != null;
  }

  /** The store has it: by an attempt or by its receipt. */
  void acknowledged(String outcome, Instant now) {
    if (acknowledgedAt == null) {
      acknowledgedAt = at(now);
      nextAttemptAt = null;
      lastOutcome = outcome;
    }
  }

  /** An attempt failed. What somebody made due while it was in work stays due. */
  void failed(String outcome, Instant completedAt, Instant now) {
    if (acknowledgedAt == null) {
      if (nextAttemptAt.toInstant().isAfter(now)) {
        nextAttemptAt = at(RetryTimes.next(attempts, completedAt, now));
      }
      attempts++;
      lastOutcome = outcome;
    }
  }

  /** There is nowhere to push to: it waits for the store's word where, or for its receipt. */
  void hasNoEndpoint(Instant now) {
    if (acknowledgedAt == null) {
      nextAttemptAt = at(now.plus(RetryTimes.DAILY));
      lastOutcome = "no endpoint: the store fetches it";
    }
  }

  /** Whatever was before, the store is to get it again; whoever asks for it tries until then. */
  void wantedAgain(Instant claimedUntil) {
    acknowledgedAt = null;
    nextAttemptAt = at(claimedUntil);
    lastOutcome = "wanted again";
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
