package fiveseal.store;

import fiveseal.manager.StoreView;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A contract after the registration's. Written once. */
@Entity
@Table(name = "store_contract")
public class StoreContract {
  @EmbeddedId private EditKey key;

  @Column(name = "effective_from")
  private OffsetDateTime effectiveFrom;

  @Column(name = "commission_per_mille")
  private int commissionPerMille;

  @Column(name = "fee_per_mille")
  private int feePerMille;

  @Column(name = "made_by")
  private String madeBy;

  @Column(name = "made_at")
  private OffsetDateTime madeAt;

  /** For JPA. */
  protected StoreContract() {}

  /** Inclusive. */
  Instant effectiveFrom() {
    return effectiveFrom.toInstant();
  }

  Terms terms() {
    return new Terms(commissionPerMille, feePerMille);
  }

  StoreView.Contract view() {
    return new StoreView.Contract(
        key.version(),
        effectiveFrom(),
        commissionPerMille,
        feePerMille,
        Optional.of(madeBy),
        madeAt.toInstant());
  }
}
