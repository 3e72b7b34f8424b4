package fiveseal.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.Objects;

/** A version of a store: one edit made it. */
@Embeddable
public class EditKey implements Serializable {
  private static final long serialVersionUID = 1L;

  @Column(name = "store_id")
  private String storeId;

  private int version;

  /** For JPA. */
  protected EditKey() {}

  int version() {
    return version;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EditKey key && storeId.equals(key.storeId) && version == key.version;
  }

  @Override
  public int hashCode() {
    return Objects.hash(storeId, version);
  }
}
