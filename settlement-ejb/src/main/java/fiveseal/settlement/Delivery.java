package fiveseal.settlement;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * The delivery of message 3, written together with it: due at once, tried again with doubling
 * pauses for three days, then daily, until the store acknowledges or sends its receipt.
 */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are written here and read in SQL
@Table(name = "delivery")
public class Delivery {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
  private static final int DOUBLINGS_MAX = 13;

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

  protected Delivery() {}

  /** Due at once; the node that completed tries first, so others wait a moment. */
  Delivery(String settlementId, String storeId, Instant now) {
    this.settlementId = settlementId;
    this.storeId = storeId;
    this.nextAttemptAt = now.plus(FIRST_PAUSE).atOffset(ZoneOffset.UTC);
    this.lastOutcome = "new";
  }

  String settlementId() {
    return settlementId;
  }

  String storeId() {
    return storeId;
  }

  boolean isAcknowledged() {
    return acknowledgedAt != null;
  }

  void acknowledged(String outcome, Instant now) {
    if (acknowledgedAt == null) {
      acknowledgedAt = now.atOffset(ZoneOffset.UTC);
      nextAttemptAt = null;
      lastOutcome = outcome;
    }
  }

  void failed(String outcome, Instant now) {
    if (acknowledgedAt == null) {
      nextAttemptAt = now.plus(pause(attempts)).atOffset(ZoneOffset.UTC);
      attempts++;
      lastOutcome = outcome;
    }
  }

  static Duration pause(int attempts) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, DOUBLINGS_MAX));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}
