package fiveseal.access;

import fiveseal.manager.Login;
import fiveseal.manager.Role;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.util.Optional;

/**
 * Who manages whom: nobody grants what they lack. What one may not see is not found, as if it did
 * not exist.
 */
final class Grants {
  private Grants() {}

  /** Whether the user's row may be seen at all. */
  static boolean sees(Login who, Optional<String> mallId) {
    return switch (who.role()) {
      case OPERATOR, AUDITOR -> true;
      case MALL_ADMIN -> mallId.isPresent() && mallId.equals(who.tenant().storeId());
      case LOWER_STORE -> false;
    };
  }

  /**
   * Whether such a user may be made, changed or ended.
   *
   * @param role the user's
   * @param mallId the mall or independent store that the user works under
   */
  static boolean grants(Login who, Role role, Optional<String> mallId) {
    return switch (who.role()) {
      case OPERATOR -> true;
      case MALL_ADMIN -> (role == Role.MALL_ADMIN || role == Role.LOWER_STORE) && sees(who, mallId);
      case AUDITOR, LOWER_STORE -> false;
    };
  }

  static void requireSees(Login who, Account user) {
    if (!sees(who, user.mallId())) {
      throw notFound();
    }
  }

  static void requireManages(Login who, Account user) {
    requireGrants(who, user.role(), user.mallId());
  }

  static void requireGrants(Login who, Role role, Optional<String> mallId) {
    if (!grants(who, role, mallId)) {
      throw notFound();
    }
  }

  static ProtocolException notFound() {
    return new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
  }
}
