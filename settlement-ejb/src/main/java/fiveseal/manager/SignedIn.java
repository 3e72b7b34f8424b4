package fiveseal.manager;

/**
 * A session that is open now, and whose it is.
 *
 * @param login who, with which role, for which tenant, as of now
 * @param sessionId names the session in lists; opens nothing
 * @param displayName the user's name for people
 * @param mustChangePassword another knows the password: nothing is open but the page to change it
 * @param usesCodes whether signing in needs a code
 */
public record SignedIn(
    Login login,
    String sessionId,
    String displayName,
    boolean mustChangePassword,
    boolean usesCodes) {}
