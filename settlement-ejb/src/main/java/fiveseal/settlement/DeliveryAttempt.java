package fiveseal.settlement;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** One line of the log of deliveries. Written once. */
@Entity
@Table(name = "delivery_attempt")
public class DeliveryAttempt {
  @SuppressWarnings("unused") // queries sort by it
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "delivery_attempt")
  @SequenceGenerator(
      name = "delivery_attempt",
      sequenceName = "delivery_attempt_seq",
      allocationSize = 50)
  @Column(name = "attempt_id")
  private long id;

  @SuppressWarnings("unused") // queries read it
  @Column(name = "settlement_id")
  private String settlementId;

  @Enumerated(EnumType.STRING)
  private DeliveryCause cause;

  private String outcome;
  private boolean acknowledged;

  @Column(name = "attempted_at")
  private OffsetDateTime attemptedAt;

  /** For JPA. */
  protected DeliveryAttempt() {}

  /**
   * @param outcome what it met, for an operator
   * @param acknowledged whether the store has message 3 since
   */
  DeliveryAttempt(
      String settlementId, DeliveryCause cause, String outcome, boolean acknowledged, Instant at) {
    this.settlementId = settlementId;
    this.cause = cause;
    this.outcome = outcome;
    this.acknowledged = acknowledged;
    this.attemptedAt = at.atOffset(ZoneOffset.UTC);
  }

  DeliveryCause cause() {
    return cause;
  }

  String outcome() {
    return outcome;
  }

  boolean isAcknowledged() {
    return acknowledged;
  }

  Instant attemptedAt() {
    return attemptedAt.toInstant();
  }
}
