package fiveseal.valueupdate;

import fiveseal.protocol.Amount;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Value that is owed to a card. It is DUE until message 5 hands it out at a presentation, in parts
 * if the card's limits want it; ISSUED while one is out; DUE again when that is void or declined;
 * DONE when the card has proved to have all of it. It never expires.
 */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are written here and read in SQL
@Table(name = "credit")
public class Credit {
  @Id
  @Column(name = "credit_id")
  private String id;

  @Enumerated(EnumType.STRING)
  private CreditKind kind;

  @Column(name = "card_number")
  private String cardNumber;

  @Column(name = "settlement_id")
  private String settlementId;

  @Column(name = "decision_id")
  private String decisionId;

  @Column(name = "amount_minor")
  private long amountMinor;

  private String currency;

  @Column(name = "done_minor")
  private long doneMinor;

  @Enumerated(EnumType.STRING)
  private CreditState state;

  @Column(name = "created_at")
  private OffsetDateTime createdAt;

  protected Credit() {}

  private Credit(String id, CreditKind kind, String cardNumber, Amount amount, Instant createdAt) {
    this.id = id;
    this.kind = kind;
    this.cardNumber = cardNumber;
    this.amountMinor = amount.minor();
    this.currency = amount.currency().code();
    this.state = CreditState.DUE;
    this.createdAt = createdAt.atOffset(ZoneOffset.UTC);
  }

  /** What goes back of a settlement: REFUND or REVERSAL. */
  public static Credit ofSettlement(
      String id,
      CreditKind kind,
      String settlementId,
      String cardNumber,
      Amount amount,
      Instant at) {
    Credit credit = new Credit(id, kind, cardNumber, amount, at);
    credit.settlementId = settlementId;
    return credit;
  }

  /** What a replaced card held, for its successor. */
  static Credit ofBalance(
      String id, String decisionId, String successor, Amount amount, Instant at) {
    Credit credit = new Credit(id, CreditKind.BALANCE, successor, amount, at);
    credit.decisionId = decisionId;
    return credit;
  }

  public String id() {
    return id;
  }

  public CreditKind kind() {
    return kind;
  }

  public Optional<String> settlementId() {
    return Optional.ofNullable(settlementId);
  }

  public CreditState state() {
    return state;
  }

  Instant createdAt() {
    return createdAt.toInstant();
  }

  String currency() {
    return currency;
  }

  /** What the card does not have yet, minor units. */
  long remainingMinor() {
    return amountMinor - doneMinor;
  }

  void issued() {
    require(CreditState.DUE, CreditState.ISSUED);
    state = CreditState.ISSUED;
  }

  /** The card has taken a part of it, or all; minor units. */
  void taken(long partMinor) {
    require(CreditState.ISSUED, CreditState.ISSUED);
    doneMinor += partMinor;
    state = remainingMinor() == 0 ? CreditState.DONE : CreditState.DUE;
  }

  /** The part that was out is void or declined. */
  void dueAgain() {
    require(CreditState.ISSUED, CreditState.ISSUED);
    state = CreditState.DUE;
  }

  private void require(CreditState one, CreditState other) {
    if (state != one && state != other) {
      throw new IllegalStateException("the credit is " + state);
    }
  }
}
