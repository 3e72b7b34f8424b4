package fiveseal.web;

import fiveseal.manager.Role;
import fiveseal.manager.UserView;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Roles and stores as forms send them. */
final class Places {
  private Places() {}

  /**
   * @throws ProtocolException {@code not-found} for no role
   */
  static Role role(String name) {
    return Arrays.stream(Role.values())
        .filter(role -> role.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence()));
  }

  /** The store that goes with the role; what was typed beside another role does not count. */
  static Optional<String> store(Role role, String typed) {
    boolean ofStore = role == Role.MALL_ADMIN || role == Role.LOWER_STORE;
    return ofStore
        ? Optional.ofNullable(typed).map(String::strip).filter(id -> !id.isEmpty())
        : Optional.empty();
  }

  /** How a user stands: disabled, waiting for a second operator, or active. */
  static String state(UserView user) {
    if (!user.active()) {
      return "DISABLED";
    }
    return user.raisedBy().isPresent() ? "PENDING" : "ACTIVE";
  }

  /** What a role may grant, as far as forms offer it; the users' records decide. */
  static List<Role> grantedBy(Role role) {
    return switch (role) {
      case OPERATOR -> List.of(Role.values());
      case MALL_ADMIN -> List.of(Role.MALL_ADMIN, Role.LOWER_STORE);
      case AUDITOR, LOWER_STORE -> List.of();
    };
  }
}
