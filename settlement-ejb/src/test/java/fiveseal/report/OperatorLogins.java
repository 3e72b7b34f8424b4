package fiveseal.report;

import fiveseal.manager.Login;
import fiveseal.manager.Role;
import fiveseal.manager.Tenant;
import java.util.stream.Stream;

/** Logins of every role. */
final class OperatorLogins {
  static final Login OLIVIA = operator("olivia");
  static final Login OSCAR = operator("oscar");
  static final Login AUDITOR = new Login(id(3), "audrey", Role.AUDITOR, Tenant.operator());
  static final Login MALL = new Login(id(4), "mia", Role.MALL_ADMIN, Tenant.ofStore("mall-1"));
  static final Login LOWER =
      new Login(id(5), "luke", Role.LOWER_STORE, Tenant.ofLowerStore("bakery"));

  private OperatorLogins() {}

  private static Login operator(String name) {
    return new Login(id(name.length()), name, Role.OPERATOR, Tenant.operator());
  }

  private static String id(int number) {
    return "01957000-0000-7000-8000-00000000000" + number;
  }

  /** Those to whom nothing of the operator's exists. */
  static Stream<Login> strangers() {
    return Stream.of(
        MALL,
        LOWER,
        // Nobody has such a login; it must not help.
        new Login(id(6), "eve", Role.OPERATOR, Tenant.ofStore("mall-1")),
        new Login(id(7), "mallory", Role.MALL_ADMIN, Tenant.operator()));
  }
}
