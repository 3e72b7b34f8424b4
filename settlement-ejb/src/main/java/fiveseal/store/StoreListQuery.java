package fiveseal.store;

import fiveseal.manager.StoreFilter;
import fiveseal.manager.Tenant;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A query over stores, of which the tenant is the first condition. */
final class StoreListQuery {
  private static final String COLUMNS =
      "SELECT s.store_id, coalesce(n.name, s.name), s.mall_id, coalesce(n.state, 'ACTIVE'),"
          + " EXISTS (SELECT 1 FROM store_key k WHERE k.store_id = s.store_id"
          + "  AND k.superseded_at IS NULL AND k.revoked_at IS NULL AND k.not_after > ?1),"
          + " EXISTS (SELECT 1 FROM key_request r WHERE r.store_id = s.store_id"
          + "  AND r.state = 'PENDING'),"
          + " EXISTS (SELECT 1 FROM invitation i WHERE i.store_id = s.store_id"
          + "  AND i.spent_at IS NULL AND i.expires_at > ?1)"
          + " FROM store s LEFT JOIN store_standing n ON n.store_id = s.store_id WHERE ";

  private final StringBuilder sql = new StringBuilder(COLUMNS);
  private final List<Object> parameters = new ArrayList<>();

  private StoreListQuery(Tenant tenant, Instant now) {
    add(now.atOffset(ZoneOffset.UTC));
    sql.append(tenantCondition(tenant, add(tenant.storeId().orElse(""))));
  }

  /** One more than the page has, so that one knows whether there is another. */
  static Query of(EntityManager entities, Tenant tenant, StoreFilter filter, Instant now) {
    StoreListQuery query = new StoreListQuery(tenant, now);
    query.where(
        "(position(lower($) IN lower(s.store_id)) > 0"
            + " OR position(lower($) IN lower(coalesce(n.name, s.name))) > 0)",
        filter.text());
    query.where("s.mall_id = $", filter.mall());
    query.where("coalesce(n.state, 'ACTIVE') = $", filter.state().map(Enum::name));
    query.where("s.store_id > $", filter.after());
    query.sql.append(" ORDER BY s.store_id LIMIT ").append(query.add(filter.limit() + 1));
    return query.create(entities);
  }

  /**
   * The condition that stands in every query of stores.
   *
   * @param parameter of the tenant's store
   */
  static String tenantCondition(Tenant tenant, String parameter) {
    return switch (tenant.kind()) {
      case OPERATOR -> "(" + parameter + " = '')";
      case STORE -> "(s.store_id = " + parameter + " OR s.mall_id = " + parameter + ")";
      case LOWER_STORE -> "s.store_id = " + parameter;
    };
  }

  /** Adds a condition if there is a value, which stands in it as a dollar sign. */
  private void where(String condition, Optional<String> value) {
    value.ifPresent(given -> sql.append(" AND ").append(condition.replace("$", add(given))));
  }

  private String add(Object value) {
    parameters.add(value);
    return "?" + parameters.size();
  }

  private Query create(EntityManager entities) {
    Query query = entities.createNativeQuery(sql.toString());
    for (int i = 0; i < parameters.size(); i++) {
      query.setParameter(i + 1, parameters.get(i));
    }
    return query;
  }
}
