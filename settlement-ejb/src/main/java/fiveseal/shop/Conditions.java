package fiveseal.shop;

import fiveseal.manager.Tenant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The WHERE of a query, put together with its values: whose data it is comes first. */
final class Conditions {
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  /** What is sold in a mall. */
  static Conditions ofMall(String mallId) {
    return new Conditions().and("s.mall_id = ?", mallId);
  }

  /** What a tenant may see; the operator has no shop. */
  static Conditions of(Tenant tenant) {
    return switch (tenant.kind()) {
      case OPERATOR -> new Conditions().and("false");
      case STORE -> ofMall(tenant.storeId().orElseThrow());
      case LOWER_STORE -> new Conditions().and("s.store_id = ?", tenant.storeId().orElseThrow());
    };
  }

  Conditions and(String condition, Object... value) {
    conditions.add(condition);
    values.addAll(Arrays.asList(value));
    return this;
  }

  /** With the values that stand after it in the statement. */
  Object[] values(Object... further) {
    List<Object> all = new ArrayList<>(values);
    all.addAll(Arrays.asList(further));
    return all.toArray();
  }

  @Override
  public String toString() {
    return " WHERE " + String.join(" AND ", conditions);
  }
}
