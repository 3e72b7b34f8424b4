package fiveseal.access;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a user signs in with. */
final class LoginName {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._@+-]{1,63}");

  private LoginName() {}

  /** The one spelling of a name, however it was typed. */
  static String normal(String typed) {
    return typed.strip().toLowerCase(Locale.ROOT);
  }

  static boolean isName(String normal) {
    return FORM.matcher(normal).matches();
  }
}
