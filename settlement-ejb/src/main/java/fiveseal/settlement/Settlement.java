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
 * expiry is IN_DOUBT until the card's word.
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

  void happen(SettlementEvent event, Instant now) {
    state = SettlementLife.after(stateAt(now), event);
  }
}
