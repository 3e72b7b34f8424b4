package fiveseal.manager;

import java.util.Objects;
import java.util.Optional;

/**
 * Whose data may be seen. It is made from the login alone, never from anything in a request, and
 * stands in every query: what belongs to another tenant is not found, as if it did not exist.
 *
 * @param kind how far it reaches
 * @param storeId the store whose data it is; empty for the operator
 */
public record Tenant(Kind kind, Optional<String> storeId) {

  /** How far a tenant reaches. */
  public enum Kind {
    /** Everything. */
    OPERATOR,
    /** A mall or an independent store, with all its lower stores. */
    STORE,
    /** One lower store: its own lines and nothing else of the mall's. */
    LOWER_STORE
  }

  public Tenant {
    Objects.requireNonNull(kind, "kind");
    if ((kind == Kind.OPERATOR) == storeId.isPresent()) {
      throw new IllegalArgumentException("the operator is no store, and everyone else is one");
    }
  }

  public static Tenant operator() {
    return new Tenant(Kind.OPERATOR, Optional.empty());
  }

  public static Tenant ofStore(String storeId) {
    return new Tenant(Kind.STORE, Optional.of(storeId));
  }

  public static Tenant ofLowerStore(String storeId) {
    return new Tenant(Kind.LOWER_STORE, Optional.of(storeId));
  }
}
