package fiveseal.valueupdate;

import fiveseal.manager.LoadRequest;
import fiveseal.protocol.Amount;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
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
 * IN_DOUBT until the card's word, and its funding stays captured.
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

  @Column(name = "created_at")
  private OffsetDateTime createdAt;

  @Column(name = "expires_at")
  private OffsetDateTime expiresAt;

  protected Update() {}

  /** A load, reserved on a voucher. */
  Update(String id, CardNumber card, Amount amount, byte[] voucherDigest, Instant createdAt) {
    this.id = id;
    this.kind = UpdateKind.LOAD;
    this.state = UpdateStatus.REQUESTED;
    this.cardNumber = card.digits();
    this.amountMinor = amount.minor();
    this.currency = amount.currency().code();
    this.voucherDigest = voucherDigest.clone();
    this.createdAt = createdAt.atOffset(ZoneOffset.UTC);
    this.expiresAt = createdAt.plus(LOAD_LIFETIME).atOffset(ZoneOffset.UTC);
  }

  String id() {
    return id;
  }

  String cardNumber() {
    return cardNumber;
  }

  Amount amount() {
    return Amount.of(amountMinor, currency);
  }

  byte[] voucherDigest() {
    return voucherDigest.clone();
  }

  UpdateStatus stateAt(Instant now) {
    return UpdateLife.asOf(
        state, Optional.ofNullable(expiresAt).map(OffsetDateTime::toInstant), now);
  }

  /** Whether the request asks for exactly this. */
  boolean isAskedForBy(LoadRequest load, byte[] digest) {
    return load.cardNumber().equals(cardNumber)
        && load.amountMinor() == amountMinor
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
}
