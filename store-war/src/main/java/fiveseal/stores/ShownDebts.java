package fiveseal.stores;

import fiveseal.manager.StoreBalance;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a store owed when the page was shown, as the form brings it back: who acknowledges a debt
 * acknowledges what he saw, and not what it has become since.
 */
final class ShownDebts {
  private static final Pattern DEBT = Pattern.compile("([A-Z]{3})(-[0-9]{1,18})");
  private static final String BETWEEN = " ";

  private ShownDebts() {}

  /** For the form, such as {@code EUR-20 JPY-580}, minor units. */
  static String text(List<StoreBalance> owed) {
    return owed.stream()
        .map(debt -> debt.currency() + debt.amountMinor())
        .collect(Collectors.joining(BETWEEN));
  }

  /** What came back; what is no debt was not seen. */
  static List<StoreBalance> read(String text) {
    return Pattern.compile(BETWEEN)
        .splitAsStream(Optional.ofNullable(text).orElse(""))
        .map(DEBT::matcher)
        .filter(Matcher::matches)
        .map(debt -> new StoreBalance(debt.group(1), Long.parseLong(debt.group(2))))
        .toList();
  }
}
