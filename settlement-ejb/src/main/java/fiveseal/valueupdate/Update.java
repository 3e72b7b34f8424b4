package fiveseal.valueupdate;

import fiveseal.manager.LoadRequest;
import fiveseal.protocol.Amount;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.IsoCurrency;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.UpdateKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * A change of what a card holds. It is REQUESTED until message 5 leaves, then ISSUED; the card's
 * authenticated answer makes it DONE or DECLINED. Only loads expire: one that was issued is
 * IN_DOUBT until the card's word, and its funding stays captured. The others stay due.
 */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are written here and read in SQL
@Table(name = "value_update")
public class Update {
  private static final Duration LOAD_LIFETIME = Duration.ofHours(24);

  @Id
  @Column(name = "update_id")
  private String id;

  @Enumerated(EnumType.STRING)
  private UpdateKind kind;

  @Enumerated(EnumType.STRING)
  private UpdateStatus state;

  @Column(name = "card_number")
  private String cardNumber;

  @Column(name = "amount_minor")
  private Long amountMinor;

  private String currency;

  @Column(name = "voucher_digest")
  private byte[] voucherDigest;

  @Column(name = "credit_id")
  private String creditId;

  @Column(name = "balance_limit")
  private Long balanceLimit;

  @Column(name = "amount_limit")
  private Long amountLimit;

  @Column(name = "new_key_version")
  private Integer newKeyVersion;

  @Column(name = "ordered_by")
  private String orderedBy;

  @Column(name = "decision_id")
  private String decisionId;

  @Column(name = "created_at")
  private OffsetDateTime createdAt;

  @Column(name = "expires_at")
  private OffsetDateTime expiresAt;

  protected Update() {}

  private Update(String id, UpdateKind kind, String card, String currency, Instant createdAt) {
    this.id = id;
    this.kind = kind;
    this.state = UpdateStatus.REQUESTED;
    this.cardNumber = card;
    this.currency = currency;
    this.createdAt = createdAt.atOffset(ZoneOffset.UTC);
    if (kind == UpdateKind.LOAD) {
      this.expiresAt = createdAt.plus(LOAD_LIFETIME).atOffset(ZoneOffset.UTC);
    }
  }

  /** A load, reserved on a voucher. */
  static Update load(
      String id, CardNumber card, Amount amount, byte[] voucherDigest, Instant createdAt) {
    Update load =
        new Update(id, UpdateKind.LOAD, card.digits(), amount.currency().code(), createdAt);
    load.amountMinor = amount.minor();
    load.voucherDigest = voucherDigest.clone();
    return load;
  }

  /** A part of what is owed to a card, or all of it: a REFUND, or a LOAD of transferred balance. */
  static Update part(String id, Credit credit, String card, long amountMinor, Instant createdAt) {
    Update part = new Update(id, credit.kind().updateKind(), card, credit.currency(), createdAt);
    part.amountMinor = amountMinor;
    part.creditId = credit.id();
    return part;
  }

  /** An update that names nothing but its kind: VOID, BLOCK, UNBLOCK. */
  static Update plain(String id, UpdateKind kind, String card, String currency, Instant createdAt) {
    return new Update(id, kind, card, currency, createdAt);
  }

  /** New limits; minor units. */
  static Update limits(
      String id, String card, String currency, long balanceMax, long amountMax, Instant createdAt) {
    Update limits = new Update(id, UpdateKind.LIMITS, card, currency, createdAt);
    limits.balanceLimit = balanceMax;
    limits.amountLimit = amountMax;
    return limits;
  }

  /** A new card key. */
  static Update rekey(
      String id, String card, String currency, int newKeyVersion, Instant createdAt) {
    Update rekey = new Update(id, UpdateKind.REKEY, card, currency, createdAt);
    rekey.newKeyVersion = newKeyVersion;
    return rekey;
  }

  Update orderedBy(String operator) {
    orderedBy = operator;
    return this;
  }

  Update carryingOut(String decision) {
    decisionId = decision;
    return this;
  }

  String id() {
    return id;
  }

  UpdateKind kind() {
    return kind;
  }

  String cardNumber() {
    return cardNumber;
  }

  IsoCurrency currency() {
    return IsoCurrency.of(currency);
  }

  /** Of a LOAD or REFUND. */
  Amount amount() {
    return Amount.of(amountMinor, currency);
  }

  /** Minor units; 0 where the kind has no amount. */
  long amountMinor() {
    return amountMinor == null ? 0 : amountMinor;
  }

  boolean isFundedByVoucher() {
    return voucherDigest != null;
  }

  byte[] voucherDigest() {
    return voucherDigest.clone();
  }

  Optional<String> creditId() {
    return Optional.ofNullable(creditId);
  }

  Optional<String> decisionId() {
    return Optional.ofNullable(decisionId);
  }

  /** Of LIMITS, minor units. */
  long balanceLimit() {
    return balanceLimit;
  }

  /** Of LIMITS, minor units. */
  long amountLimit() {
    return amountLimit;
  }

  /** Of REKEY. */
  int newKeyVersion() {
    return newKeyVersion;
  }

  Instant createdAt() {
    return createdAt.toInstant();
  }

  UpdateStatus stateAt(Instant now) {
    return UpdateLife.asOf(
        state, Optional.ofNullable(expiresAt).map(OffsetDateTime::toInstant), now);
  }

  boolean isPast(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt.toInstant());
  }

  /** Whether the request asks for exactly this. */
  boolean isAskedForBy(LoadRequest load, byte[] digest) {
    return kind == UpdateKind.LOAD
        && load.cardNumber().equals(cardNumber)
        && load.amountMinor() == amountMinor()
        && load.currency().equals(currency)
        && Arrays.equals(digest, voucherDigest);
  }

  /**
   * @throws ProtocolException {@code update-ended} unless a command may leave for it
   */
  void requireIssuable(Instant now) {
    UpdateStatus current = stateAt(now);
    if (current != UpdateStatus.REQUESTED && current != UpdateStatus.ISSUED) {
      throw new ProtocolException(
          ErrorCode.UPDATE_ENDED, "the update is " + current, Map.of("state", current.name()));
    }
  }

  void happen(UpdateEvent event, Instant now) {
    state = UpdateLife.after(stateAt(now), event);
  }

  /**
   * Writes what the time has made of it.
   *
   * @return whether that is new
   */
  boolean expire(Instant now) {
    UpdateStatus current = stateAt(now);
    boolean changed = current != state;
    state = current;
    return changed;
  }
}
