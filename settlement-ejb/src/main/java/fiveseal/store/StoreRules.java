package fiveseal.store;

import fiveseal.manager.Login;
import fiveseal.manager.Role;
import fiveseal.manager.StoreFault;
import fiveseal.manager.Tenant;
import fiveseal.protocol.ProtocolException;
import java.util.Optional;

/** What a store's data may be, and who may act on which store. */
final class StoreRules {
  private static final int NAME_CODE_POINTS_MAX = 200;
  private static final int PER_MILLE_MAX = 1000;

  private StoreRules() {}

  /** Operators act on every store, a mall's admin on its lower stores. */
  static boolean mayAct(Login by, Store store) {
    return switch (by.role()) {
      case OPERATOR -> true;
      case MALL_ADMIN -> isMallOf(by.tenant(), store);
      case AUDITOR, LOWER_STORE -> false;
    };
  }

  /** Whether it is the mall, or independent store, that an admin runs. */
  static boolean isAdminOf(Login by, Store store) {
    return by.role() == Role.MALL_ADMIN
        && by.tenant().kind() == Tenant.Kind.STORE
        && by.tenant().storeId().equals(Optional.of(store.storeId()))
        && store.mallId().isEmpty();
  }

  static boolean isOperator(Login by) {
    return by.role() == Role.OPERATOR;
  }

  private static boolean isMallOf(Tenant tenant, Store store) {
    return tenant.kind() == Tenant.Kind.STORE
        && store.mallId().isPresent()
        && store.mallId().equals(tenant.storeId());
  }

  /**
   * @throws ProtocolException {@code message-malformed}
   */
  static void requireName(String name) {
    int length = name.codePointCount(0, name.length());
    if (name.isBlank() || length > NAME_CODE_POINTS_MAX) {
      throw StoreFault.NAME_LENGTH.refusal();
    }
    if (name.codePoints().anyMatch(c -> Character.getType(c) == Character.CONTROL)) {
      throw StoreFault.NAME_CONTROL.refusal();
    }
  }

  /**
   * @throws ProtocolException {@code message-refused}
   */
  static void requireTerms(Optional<String> mall, Terms terms) {
    int commission = terms.commissionPerMille();
    int fee = terms.feePerMille();
    if (commission < 0 || fee < 0 || commission > PER_MILLE_MAX || fee > PER_MILLE_MAX) {
      throw StoreFault.TERMS_RANGE.refusal();
    }
    if (commission + fee > PER_MILLE_MAX) {
      throw StoreFault.TERMS_SUM.refusal();
    }
    if (mall.isEmpty() && commission > 0) {
      throw StoreFault.COMMISSION_OF_NOBODY.refusal();
    }
  }
}
