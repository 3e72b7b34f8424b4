package fiveseal.card;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.card.CardAnswer;
import fiveseal.protocol.card.CardResult;
import fiveseal.protocol.card.CardState;
import fiveseal.protocol.card.Operation;
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
import java.util.OptionalInt;

/**
 * A card as its own authenticated answers have shown it. It is issued with counter 1 and balance 0;
 * each accepted answer moves the counter by one and sets the balance; an authentic word that
 * contradicts the record stops it. Two operators may release a stopped card, put another in its
 * place, or pay its value out. Its row's lock orders all that happens to the card.
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

  @Column(name = "pending_key_version")
  private Integer pendingKeyVersion;

  @Column(name = "next_counter")
  private long nextCounter;

  @Column(name = "balance_minor")
  private long balanceMinor;

  @Column(name = "moved_minor")
  private long movedMinor;

  private boolean blocked;

  @Column(name = "block_due")
  private boolean blockDue;

  @Enumerated(EnumType.STRING)
  @Column(name = "stopped_because")
  private StopReason stoppedBecause;

  @Column(name = "release_decision_id")
  private String releaseDecisionId;

  @Enumerated(EnumType.STRING)
  private CardLifeState life;

  private String successor;

  @Column(name = "balance_limit")
  private long balanceLimit;

  @Column(name = "amount_limit")
  private long amountLimit;

  @Column(name = "issued_at")
  private OffsetDateTime issuedAt;

  protected Card() {}

  public Card(
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
    this.life = CardLifeState.ACTIVE;
    this.balanceLimit = balanceLimit;
    this.amountLimit = amountLimit;
    this.issuedAt = issuedAt.atOffset(ZoneOffset.UTC);
  }

  public CardNumber number() {
    return new CardNumber(cardNumber);
  }

  /** The one currency of the purse, ISO 4217 alphabetic. */
  public String currency() {
    return currency;
  }

  /** Version of the card key that the card last proved. */
  public int keyVersion() {
    return keyVersion;
  }

  /** The lowest counter whose outcome is not known. */
  public long nextCounter() {
    return nextCounter;
  }

  /** What the card held after its last accepted answer, minor units. */
  public long balanceMinor() {
    return balanceMinor;
  }

  /** The balance of the card's ledger account: what was moved away is not in it, minor units. */
  public long accountMinor() {
    return balanceMinor - movedMinor;
  }

  /** Minor units. */
  public long balanceLimit() {
    return balanceLimit;
  }

  /** Minor units of one debit or credit. */
  public long amountLimit() {
    return amountLimit;
  }

  public boolean isBlocked() {
    return blocked;
  }

  public Optional<StopReason> stopped() {
    return Optional.ofNullable(stoppedBecause);
  }

  public CardLifeState life() {
    return life;
  }

  /** The card that took its place. */
  public Optional<String> successor() {
    return Optional.ofNullable(successor);
  }

  /** The decision to release it, while it is not carried out. */
  public Optional<String> releaseDecision() {
    return Optional.ofNullable(releaseDecisionId);
  }

  /** Whether the card may prove itself under this key version. */
  boolean mayProve(int version) {
    return version == keyVersion || (pendingKeyVersion != null && version == pendingKeyVersion);
  }

  public CardFacts facts() {
    return new CardFacts(
        nextCounter,
        balanceMinor,
        keyVersion,
        pendingKeyVersion == null ? OptionalInt.empty() : OptionalInt.of(pendingKeyVersion),
        blocked,
        blockDue,
        stoppedBecause != null,
        releaseDecisionId != null,
        life != CardLifeState.ACTIVE);
  }

  /**
   * Takes over what an accepted answer says. A stopped card's word about another counter than the
   * expected one says whether it is blocked, and no more: its release sets the rest.
   */
  void accept(CardAnswer answer) {
    blocked = answer.stateAfter() == CardState.BLOCKED;
    if (answer.counter() != nextCounter) {
      if (stoppedBecause == null) {
        throw new IllegalStateException("the answer is not for the counter that is expected");
      }
      return;
    }
    nextCounter = answer.counter() + 1;
    if (answer.operation().movesValue() || stoppedBecause == null) {
      balanceMinor = answer.balanceAfter();
    }
  }

  /**
   * What it proves of a counter that operators had decided: what the chip is like now. The account
   * stays as they decided it.
   */
  void acceptLate(CardAnswer answer) {
    if (answer.counter() != nextCounter) {
      return;
    }
    nextCounter = answer.counter() + 1;
    blocked = answer.stateAfter() == CardState.BLOCKED;
    movedMinor += answer.balanceAfter() - balanceMinor;
    balanceMinor = answer.balanceAfter();
    if (answer.operation() == Operation.REKEY && pendingKeyVersion != null) {
      rekeySettled(answer.result() == CardResult.DONE);
    }
  }

  /** Stops it. That there are two of it goes before every other reason, and ends a release. */
  void stop(StopReason reason) {
    if (stoppedBecause == null || reason == StopReason.CLONE) {
      stoppedBecause = reason;
    }
    if (reason == StopReason.CLONE) {
      releaseDecisionId = null;
    }
  }

  /** Two operators decided: the VOID for the counter that the card shows will release it. */
  public void release(String decisionId) {
    releaseDecisionId = decisionId;
  }

  /**
   * The releasing VOID was done: the card's word sets counter and balance.
   *
   * @param provenVersion the key version under which it said so
   * @return what the card holds more than was on record, or less if negative, minor units
   */
  public long released(CardAnswer answer, int provenVersion) {
    final long difference = answer.balanceAfter() - balanceMinor;
    nextCounter = answer.counter() + 1;
    balanceMinor = answer.balanceAfter();
    stoppedBecause = null;
    releaseDecisionId = null;
    if (pendingKeyVersion != null && provenVersion == pendingKeyVersion) {
      rekeySettled(true);
    }
    return difference;
  }

  /** Another card takes its place. */
  public void replace(String by) {
    life = CardLifeState.REPLACED;
    successor = by;
    releaseDecisionId = null;
  }

  /** Its value is paid out. */
  public void redeem() {
    life = CardLifeState.REDEEMED;
    releaseDecisionId = null;
  }

  /** Takes from its account what the chip goes on showing; minor units. */
  public void move(long amountMinor) {
    movedMinor += amountMinor;
  }

  public void orderBlock() {
    blockDue = true;
  }

  /** The ordered BLOCK is done, or is wanted no more. */
  public void blockSettled() {
    blockDue = false;
  }

  public void orderRekey(int version) {
    pendingKeyVersion = version;
  }

  /** The card proved the new key version, or that it kept the old one. */
  public void rekeySettled(boolean done) {
    if (done) {
      keyVersion = pendingKeyVersion;
    }
    pendingKeyVersion = null;
  }

  /** The card proved that it keeps these limits from now on, minor units. */
  public void limit(long balanceMax, long amountMax) {
    balanceLimit = balanceMax;
    amountLimit = amountMax;
  }
}
