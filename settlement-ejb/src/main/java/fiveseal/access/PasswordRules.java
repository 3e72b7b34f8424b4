package fiveseal.access;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which passwords may be chosen: long ones that are neither the name nor what everyone takes. No
 * kinds of characters are asked for (NIST SP 800-63B).
 */
final class PasswordRules {
  static final int CHARACTERS_MIN = 12;
  static final int CHARACTERS_MAX = 200;

  private static final int DISTINCT_MIN = 5;

  /** What is left of commonly used passwords once they are 12 characters long. */
  private static final Set<String> COMMON =
      Set.of(
          "password1234",
          "password12345",
          "password123456",
          "passwordpassword",
          "123456789012",
          "1234567890123",
          "qwertyuiop12",
          "qwertyuiop123",
          "qwertyuiopasdf",
          "qwerty123456",
          "administrator",
          "administrator1",
          "adminadminadmin",
          "letmeinletmein",
          "iloveyou1234",
          "welcome12345",
          "welcome123456",
          "changeme1234",
          "changemechangeme",
          "correcthorsebattery",
          "correcthorsebatterystaple",
          "1q2w3e4r5t6y",
          "1q2w3e4r5t6y7u8i",
          "zaq12wsxcde3",
          "abcdefghijkl",
          "abcdefghijklm",
          "abcdefghijklmnop",
          "abcd12345678",
          "passw0rd1234",
          "p@ssw0rd1234",
          "p@ssword1234",
          "sunshine1234",
          "football1234",
          "princess1234",
          "trustno1trustno1",
          "monkey123456",
          "dragon123456",
          "superman1234",
          "fivesealfiveseal",
          "fiveseal1234",
          "sakuramall123",
          "sakurasakura",
          "naruto123456",
          "nihon1234567",
          "asdfghjkl123",
          "asdfghjklqwe",
          "zxcvbnm12345",
          "987654321098",
          "111111111111",
          "000000000000");

  private PasswordRules() {}

  /**
   * @param name the login's name
   * @throws ProtocolException {@code message-refused} with the member {@code fault}
   */
  static void require(String password, String name) {
    int length = password.codePointCount(0, password.length());
    if (length < CHARACTERS_MIN) {
      throw refused("password-short", "a password has at least 12 characters");
    }
    if (length > CHARACTERS_MAX) {
      throw refused("password-long", "a password has at most 200 characters");
    }
    String lower = password.toLowerCase(Locale.ROOT);
    if (lower.contains(name) && lower.length() - name.length() < CHARACTERS_MIN) {
      throw refused("password-name", "without the name in it the password is too short");
    }
    if (COMMON.contains(lower) || lower.codePoints().distinct().count() < DISTINCT_MIN) {
      throw refused("password-common", "the password is one that others try first");
    }
  }

  /** A refusal that says what is wrong by a stable code. */
  static ProtocolException refused(String fault, String detail) {
    return new ProtocolException(ErrorCode.MESSAGE_REFUSED, detail, Map.of("fault", fault));
  }
}
