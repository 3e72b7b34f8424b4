package fiveseal.store;

import fiveseal.manager.Concerned;
import fiveseal.manager.StoreRegistration;
import fiveseal.protocol.jws.KeyRole;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A mall, a lower store of a mall, or an independent store, as it was registered: its first name
 * and first contract. That stays as it is; what came later are {@link StoreEdit}s, of which {@link
 * StoreStanding} is the sum, and {@link StoreContract}s.
 */
@Entity
@Table(name = "store")
public class Store {
  @Id
  @Column(name = "store_id")
  private String storeId;

  private String name;

  @Enumerated(EnumType.STRING)
  private KeyRole role;

  @Column(name = "mall_id")
  private String mallId;

  @Column(name = "commission_per_mille")
  private int commissionPerMille;

  @Column(name = "fee_per_mille")
  private int feePerMille;

  @Column(name = "registered_at")
  private OffsetDateTime registeredAt;

  /** For JPA. */
  protected Store() {}

  String storeId() {
    return storeId;
  }

  /** The first one. */
  String name() {
    return name;
  }

  /** What this store's keys may sign. */
  KeyRole role() {
    return role;
  }

  /** The mall that settles for it, if it is a lower store. */
  Optional<String> mallId() {
    return Optional.ofNullable(mallId);
  }

  /** Whose data it is, as the trail tells it. */
  Concerned concerned() {
    return Concerned.of(storeId(), mallId());
  }

  Instant registeredAt() {
    return registeredAt.toInstant();
  }

  /** Those of the registration. */
  Terms terms() {
    return new Terms(commissionPerMille, feePerMille);
  }

  /** Whether it was registered with these very data. */
  boolean isAs(StoreRegistration registration) {
    return name.equals(registration.name())
        && mallId().equals(registration.mall())
        && commissionPerMille == registration.commissionPerMille()
        && feePerMille == registration.feePerMille();
  }
}
