package fiveseal.manager;

import java.util.Optional;

/**
 * An attempt to sign in.
 *
 * @param name as typed; case and spaces around it do not matter
 * @param password as typed
 * @param code the six digits of the user's authenticator, if one was typed
 * @param address where the attempt comes from
 * @param browser what the browser calls itself; shortened when it is kept
 */
public record SignIn(
    String name, String password, Optional<String> code, String address, String browser) {

  /** Never the password. */
  @Override
  public String toString() {
    return "SignIn[" + address + "]";
  }
}
