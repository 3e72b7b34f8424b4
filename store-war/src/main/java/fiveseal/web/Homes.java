package fiveseal.web;

import fiveseal.manager.Role;

/** Where each role begins its work. */
final class Homes {
  private Homes() {}

  /** From the context root. */
  static String of(Role role) {
    return switch (role) {
      case OPERATOR, AUDITOR -> "/operator/";
      case MALL_ADMIN, LOWER_STORE -> "/console/";
    };
  }
}
