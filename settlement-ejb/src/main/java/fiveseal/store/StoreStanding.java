package fiveseal.store;

import fiveseal.manager.StoreState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What the newest edit left of a store that was edited. It is read by projections only. */
@Entity
@Table(name = "store_standing")
@SuppressWarnings("unused") // queries read the fields
public class StoreStanding {
  @Id
  @Column(name = "store_id")
  private String storeId;

  private int version;

  @Enumerated(EnumType.STRING)
  private StoreState state;

  private String name;

  /** For JPA. */
  protected StoreStanding() {}
}
