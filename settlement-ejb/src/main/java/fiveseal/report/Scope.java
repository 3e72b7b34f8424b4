package fiveseal.report;

import fiveseal.manager.Tenant;
import java.util.Optional;

/**
 * A tenant as the queries need it.
 *
 * @param store whose settlements they may be; empty for a lower store, whom its lines bound, and
 *     for the operator
 * @param own the lower store that sees its own lines only
 */
record Scope(Optional<String> store, Optional<String> own) {

  static Scope of(Tenant tenant) {
    return switch (tenant.kind()) {
      case OPERATOR -> new Scope(Optional.empty(), Optional.empty());
      case STORE -> new Scope(tenant.storeId(), Optional.empty());
      case LOWER_STORE -> new Scope(Optional.empty(), tenant.storeId());
    };
  }

  /** Narrowed to one mall or independent store: the operator's wish, no one else's. */
  Scope narrowedTo(Optional<String> wanted) {
    return store.isEmpty() && own.isEmpty() ? new Scope(wanted, own) : this;
  }

  /** The condition on {@code settlement s} that stands in every query. */
  Sql condition() {
    Sql condition = new Sql();
    store.ifPresent(id -> condition.add(" and s.store_id = ?", id));
    own.ifPresent(
        id ->
            // A sum per settlement and not EXISTS, which could become a join over all its lines.
            condition.add(
                " and (select count(*) from settlement_line o"
                    + " where o.settlement_id = s.settlement_id and o.store_id = ?) > 0",
                id));
    return condition;
  }
}
