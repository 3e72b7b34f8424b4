package fiveseal.manager;

/** The names under which operators act: their logins', or those of tokens that belong to none. */
public final class OperatorName {
  /** How the names of tokens begin; no login's name has a colon. */
  public static final String TOKEN = "token:";

  private OperatorName() {}

  /**
   * Whether two names are certainly two people's. The bearer of a token that belongs to no login
   * may be anybody with a login; the two tokens are given to two people.
   */
  public static boolean areTwoPeople(String one, String other) {
    return !one.equals(other) && one.startsWith(TOKEN) == other.startsWith(TOKEN);
  }
}
