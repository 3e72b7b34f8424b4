package fiveseal.web;

import static fiveseal.manager.Role.AUDITOR;
import static fiveseal.manager.Role.LOWER_STORE;
import static fiveseal.manager.Role.MALL_ADMIN;
import static fiveseal.manager.Role.OPERATOR;

import fiveseal.manager.Role;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may open which page: the one table. A page that is not named here has the roles of its
 * folder; what has no roles is open to everybody.
 */
public final class PageRoles {
  private static final String PROGRAMS = "/operator/api";
  private static final String OWN = "/account";

  private static final Map<String, Set<Role>> OF_FOLDER =
      Map.of(
          "/operator",
          EnumSet.of(OPERATOR, AUDITOR),
          "/console",
          EnumSet.of(MALL_ADMIN, LOWER_STORE),
          OWN,
          EnumSet.allOf(Role.class));

  /** Pages for fewer than their folder. */
  private static final Map<String, Set<Role>> OF_PAGE =
      Map.of(
          "/operator/users", EnumSet.of(OPERATOR),
          "/operator/user", EnumSet.of(OPERATOR),
          "/console/users", EnumSet.of(MALL_ADMIN),
          "/console/user", EnumSet.of(MALL_ADMIN),
          "/console/trail", EnumSet.of(MALL_ADMIN),
          "/console/stores", EnumSet.of(MALL_ADMIN),
          "/console/store", EnumSet.of(MALL_ADMIN),
          "/console/shopfront", EnumSet.of(MALL_ADMIN),
          "/console/settings", EnumSet.of(MALL_ADMIN));

  private PageRoles() {}

  /**
   * Empty for what everybody may open.
   *
   * @param path from the context root, with or without the page's extension
   */
  public static Optional<Set<Role>> of(String path) {
    String page = page(path);
    if (isIn(PROGRAMS, page)) {
      return Optional.empty();
    }
    Set<Role> ofPage = OF_PAGE.get(page);
    return ofPage != null ? Optional.of(ofPage) : ofFolder(page);
  }

  /**
   * Whether somebody who may open a page may send it something. Auditors read, and change nothing
   * but their own account.
   */
  static boolean maySend(String path, Role role) {
    return role != AUDITOR || isIn(OWN, page(path));
  }

  private static Optional<Set<Role>> ofFolder(String page) {
    return OF_FOLDER.entrySet().stream()
        .filter(folder -> isIn(folder.getKey(), page))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static String page(String path) {
    return path.endsWith(".xhtml") ? path.substring(0, path.lastIndexOf('.')) : path;
  }

  private static boolean isIn(String folder, String page) {
    return page.equals(folder) || page.startsWith(folder + "/");
  }
}
