package fiveseal.store;

import fiveseal.manager.StoreEditKind;
import fiveseal.manager.StoreView;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

/** What somebody did to a store after its registration. Written once. */
@Entity
@Table(name = "store_edit")
public class StoreEdit {
  @EmbeddedId private EditKey key;

  @Enumerated(EnumType.STRING)
  private StoreEditKind kind;

  private String name;

  private String reason;

  @Column(name = "by_operator")
  private boolean byOperator;

  @Column(name = "edited_by")
  private String editedBy;

  @Column(name = "edited_at")
  private OffsetDateTime editedAt;

  /** For JPA. */
  protected StoreEdit() {}

  StoreView.Edit view() {
    return new StoreView.Edit(
        key.version(), kind, name, reason, byOperator, editedBy, editedAt.toInstant());
  }
}
