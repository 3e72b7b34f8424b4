package fiveseal.card;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.card.CardAnswer;
import fiveseal.protocol.card.CardState;
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
 * A card as its own authenticated answers have shown it. It is issued with counter 1 and balance 0;
 * each accepted answer moves the counter by one and sets the balance; an authentic word that
 * contradicts the record stops it. Its row's lock orders all that happens to the card.
 */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are written here and read in SQL
@Table(name = "card")
public class Card {
  @Id
  @Column(name = "card_number")
  private String cardNumber;

  private String currency;

  @Column(name = "key_version")
  private int keyVersion;

  @Column(name = "next_counter")
  private long nextCounter;

  @Column(name = "balance_minor")
  private long balanceMinor;

  private boolean blocked;

  @Enumerated(EnumType.STRING)
  @Column(name = "stopped_because")
  private StopReason stoppedBecause;

  @Column(name = "balance_limit")
  private long balanceLimit;

  @Column(name = "amount_limit")
  private long amountLimit;

  @Column(name = "issued_at")
  private OffsetDateTime issuedAt;

  protected Card() {}

  Card(
      CardNumber number,
      String currency,
      int keyVersion,
      long balanceLimit,
      long amountLimit,
      Instant issuedAt) {
    this.cardNumber = number.digits();
    this.currency = currency;
    this.keyVersion = keyVersion;
    this.nextCounter = 1;
    this.balanceLimit = balanceLimit;
    this.amountLimit = amountLimit;
    this.issuedAt = issuedAt.atOffset(ZoneOffset.UTC);
  }

  public CardNumber number() {
    return new CardNumber(cardNumber);
  }

  /** Version of the card key that the card last proved. */
  int keyVersion() {
    return keyVersion;
  }

  /** The lowest counter whose outcome is not known. */
  long nextCounter() {
    return nextCounter;
  }

  CardFacts facts() {
    return new CardFacts(
        nextCounter, balanceMinor, blocked, Optional.ofNullable(stoppedBecause).isPresent());
  }

  /** Takes over what an accepted answer says. */
  void accept(CardAnswer answer) {
    if (answer.counter() != nextCounter) {
      throw new IllegalStateException("the answer is not for the counter that is expected");
    }
    nextCounter = answer.counter() + 1;
    balanceMinor = answer.balanceAfter();
    blocked = answer.stateAfter() == CardState.BLOCKED;
  }

  void stop(StopReason reason) {
    if (stoppedBecause == null) {
      stoppedBecause = reason;
    }
  }
}
