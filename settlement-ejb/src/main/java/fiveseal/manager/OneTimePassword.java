package fiveseal.manager;

/**
 * A password that its user must change at the first sign-in, within seven days. It is shown once
 * and kept nowhere.
 *
 * @param userId whose it is
 * @param password 20 letters and digits in groups of five, with hyphens between
 */
public record OneTimePassword(String userId, String password) {

  /** Never the password. */
  @Override
  public String toString() {
    return "OneTimePassword[" + userId + "]";
  }
}
