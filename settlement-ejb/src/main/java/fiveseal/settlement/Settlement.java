package fiveseal.settlement;

import fiveseal.protocol.Amount;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.SettlementRequest;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * A payment that a store asked for. It is REQUESTED until a command leaves for a card, then ISSUED;
 * the card's authenticated answer makes it COMPLETED or DECLINED, and the store's receipt closes a
 * completed one. Time alone never says that a card was not debited: an issued settlement past its
 * expiry, or cancelled by its store, is IN_DOUBT until the card's word. A debit that the store had
 * cancelled is REVERSED: no completion is made, the value goes back to the card.
 */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are written here and read in SQL
@Table(name = "settlement")
public class Settlement {
  @Id
  @Column(name = "settlement_id")
  private String id;

  @Column(name = "store_id")
  private String storeId;

  @Column(name = "request_id")
  private String requestId;

  @Enumerated(EnumType.STRING)
  private SettlementState state;

  @Column(name = "amount_minor")
  private long amountMinor;

  private String currency;

  @Column(name = "card_number")
  private String cardNumber;

  @Column(name = "created_at")
  private OffsetDateTime createdAt;

  @Column(name = "expires_at")
  private OffsetDateTime expiresAt;

  @Column(name = "completed_at")
  private OffsetDateTime completedAt;

  @Column(name = "cancelled_at")
  private OffsetDateTime cancelledAt;

  @Column(name = "wanted_elsewhere")
  private boolean wantedElsewhere;

  protected Settlement() {}

  Settlement(String id, SettlementRequest request, Instant createdAt) {
    this.id = id;
    this.storeId = request.iss();
    this.requestId = request.requestId();
    this.state = SettlementState.REQUESTED;
    this.amountMinor = request.amount().minor();
    this.currency = request.amount().currency().code();
    this.createdAt = createdAt.atOffset(ZoneOffset.UTC);
    this.expiresAt = Instant.ofEpochSecond(request.exp()).atOffset(ZoneOffset.UTC);
  }

  String id() {
    return id;
  }

  String storeId() {
    return storeId;
  }

  String requestId() {
    return requestId;
  }

  Amount amount() {
    return Amount.of(amountMinor, currency);
  }

  long expiresAtSeconds() {
    return expiresAt.toEpochSecond();
  }

  Optional<Instant> completedAt() {
    return Optional.ofNullable(completedAt).map(OffsetDateTime::toInstant);
  }

  SettlementState stateAt(Instant now) {
    return SettlementLife.asOf(state, expiresAt.toInstant(), now);
  }

  /**
   * @throws ProtocolException {@code settlement-ended} unless a command may leave for it
   */
  void requireIssuable(Instant now) {
    SettlementState current = stateAt(now);
    if (current != SettlementState.REQUESTED && current != SettlementState.ISSUED) {
      throw ended(current);
    }
  }

  static ProtocolException ended(SettlementState state) {
    return new ProtocolException(
        ErrorCode.SETTLEMENT_ENDED, "the settlement is " + state, Map.of("state", state.name()));
  }

  void issued(String card, Instant now) {
    happen(SettlementEvent.ISSUE, now);
    cardNumber = card;
  }

  void completed(Instant now) {
    happen(SettlementEvent.DEBIT, now);
    completedAt = now.atOffset(ZoneOffset.UTC);
  }

  /** The card that pays, or paid. */
  String cardNumber() {
    return cardNumber;
  }

  Instant createdAt() {
    return createdAt.toInstant();
  }

  boolean isCancelled() {
    return cancelledAt != null;
  }

  /** The state in which it was created: its store may have cancelled before. */
  SettlementState stateAtCreation() {
    return isCancelled() && !cancelledAt.isAfter(createdAt)
        ? SettlementState.CANCELLED
        : SettlementState.REQUESTED;
  }

  /** Its store had cancelled before it came. */
  void cancelledBefore() {
    happen(SettlementEvent.CANCEL, createdAt());
    cancelledAt = createdAt;
  }

  /** The store cancels; it counts in every state before an accepted answer. */
  void cancel(Instant now) {
    if (SettlementLife.allows(stateAt(now), SettlementEvent.CANCEL)) {
      happen(SettlementEvent.CANCEL, now);
      if (cancelledAt == null) {
        // After its creation whatever the clock says, or the request's answer would change.
        Instant earliest = createdAt().plusMillis(1);
        cancelledAt = (now.isBefore(earliest) ? earliest : now).atOffset(ZoneOffset.UTC);
      }
    }
  }

  /** None of its commands is open any more, and none won. */
  void voided(Instant now) {
    SettlementEvent event =
        isCancelled()
            ? SettlementEvent.VOID_AFTER_CANCEL
            : isPast(now) ? SettlementEvent.VOID_AFTER_EXPIRY : SettlementEvent.VOID;
    if (SettlementLife.allows(stateAt(now), event)) {
      happen(event, now);
      wantedElsewhere = false;
    }
  }

  private boolean isPast(Instant now) {
    return !now.isBefore(expiresAt.toInstant());
  }

  void wantedElsewhere() {
    wantedElsewhere = true;
  }

  /** Whether its open commands shall be voided at the card's next presentation. */
  boolean wantsVoid(Instant now) {
    return wantedElsewhere || isCancelled() || isPast(now);
  }

  /**
   * Writes what the time has made of it.
   *
   * @return whether that is new
   */
  boolean expire(Instant now) {
    SettlementState current = stateAt(now);
    boolean changed = current != state;
    state = current;
    return changed;
  }

  void happen(SettlementEvent event, Instant now) {
    state = SettlementLife.after(stateAt(now), event);
  }
}
