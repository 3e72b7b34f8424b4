package fiveseal.valueupdate;

import fiveseal.protocol.Amount;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A voucher: worth one load of exactly its amount; the code is known by its digest only. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are written here and read in SQL
@Table(name = "voucher")
public class VoucherPaper {
  private static final Duration LIFETIME = Duration.ofDays(365);

  @Id
  @Column(name = "voucher_digest")
  private byte[] digest;

  @Column(name = "amount_minor")
  private long amountMinor;

  private String currency;

  @Column(name = "made_at")
  private OffsetDateTime madeAt;

  @Column(name = "expires_at")
  private OffsetDateTime expiresAt;

  @Column(name = "update_id")
  private String updateId;

  protected VoucherPaper() {}

  VoucherPaper(byte[] digest, Amount amount, Instant madeAt) {
    this.digest = digest.clone();
    this.amountMinor = amount.minor();
    this.currency = amount.currency().code();
    this.madeAt = madeAt.atOffset(ZoneOffset.UTC);
    this.expiresAt = madeAt.plus(LIFETIME).atOffset(ZoneOffset.UTC);
  }

  Instant madeAt() {
    return madeAt.toInstant();
  }

  /** Reserves it; false if it is used, expired, or not worth exactly this. */
  boolean reserve(String forUpdate, Amount amount, Instant now) {
    boolean usable =
        updateId == null
            && now.isBefore(expiresAt.toInstant())
            && amount.equals(Amount.of(amountMinor, currency));
    if (usable) {
      updateId = forUpdate;
    }
    return usable;
  }

  /** The load did not happen: usable again. */
  void giveBack() {
    updateId = null;
  }
}
