package fiveseal.shop;

import fiveseal.manager.shop.GoodDraft;
import fiveseal.manager.shop.StoreDraft;
import fiveseal.protocol.Amount;
import fiveseal.protocol.ProtocolException;
import java.util.regex.Pattern;

/** What goods and lower stores must be like before they are kept. */
final class DraftRules {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int GOOD_NAME_MAX = 120;
  private static final int DESCRIPTION_MAX = 2000;

  private DraftRules() {}

  /**
   * @throws ProtocolException {@code message-refused}
   */
  static void check(String goodId, GoodDraft draft) {
    requireId(goodId);
    requireName(draft.name(), GOOD_NAME_MAX);
    requireDescription(draft.description());
    Amount.of(draft.priceMinor(), draft.currency());
  }

  /**
   * @throws ProtocolException {@code message-refused}
   */
  static void check(StoreDraft draft) {
    requireDescription(draft.description());
  }

  private static void requireId(String id) {
    if (!ID.matcher(id).matches()) {
      throw ProtocolException.refused("an id has 1 … 64 of A-Z a-z 0-9 . _ -");
    }
  }

  private static void requireName(String name, int max) {
    if (name.isBlank() || name.codePointCount(0, name.length()) > max || hasControls(name, "")) {
      throw ProtocolException.refused("a name has 1 … " + max + " characters on one line");
    }
  }

  private static void requireDescription(String text) {
    if (text.codePointCount(0, text.length()) > DESCRIPTION_MAX || hasControls(text, "\r\n\t")) {
      throw ProtocolException.refused("a description has at most 2000 characters");
    }
  }

  /** A lone half of a character counts too: it could not be signed later. */
  private static boolean hasControls(String text, String allowed) {
    return text.codePoints()
        .filter(c -> allowed.indexOf(c) < 0)
        .mapToObj(Character::getType)
        .anyMatch(type -> type == Character.CONTROL || type == Character.SURROGATE);
  }
}
