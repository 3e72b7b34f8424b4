package fiveseal.testbed.simulator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression without choices, {@code ^[a-z]+-[0-9]{4}$}: every message is held against
 * one, and a walk over the characters is much cheaper than a general matcher.
 */
final class TextPattern implements Predicate<String> {
  private static final Pattern RUN =
      Pattern.compile(
          "(?:\\[((?:[A-Za-z0-9]-[A-Za-z0-9]|[A-Za-z0-9._])*-?)\\]|\\\\(\\.)|([A-Za-z0-9-]))"
              + "(\\+|\\{([0-9]+)(?:,([0-9]+))?\\})?");

  /** So many characters of a set. */
  private record Run(boolean[] set, int min, int max) {
    boolean has(char c) {
      return c < set.length && set[c];
    }

    boolean meets(Run next) {
      for (int c = 0; c < set.length; c++) {
        if (set[c] && next.set[c]) {
          return true;
        }
      }
      return false;
    }
  }

  private final List<Run> runs;

  private TextPattern(List<Run> runs) {
    this.runs = runs;
  }

  static Predicate<String> of(String regex) {
    List<Run> runs = new ArrayList<>();
    boolean whole = regex.startsWith("^") && regex.endsWith("$");
    String inner = whole ? regex.substring(1, regex.length() - 1) : "";
    Matcher matcher = RUN.matcher(inner);
    int read = 0;
    while (matcher.find() && matcher.start() == read) {
      runs.add(run(matcher));
      read = matcher.end();
    }
    return whole && read == inner.length() && isPlain(runs)
        ? new TextPattern(runs)
        : Pattern.compile(regex).asPredicate();
  }

  /** Whether taking as many characters as there are is always right. */
  private static boolean isPlain(List<Run> runs) {
    for (int i = 0; i + 1 < runs.size(); i++) {
      Run run = runs.get(i);
      if (runs.get(i + 1).min() < 1 || (run.min() != run.max() && run.meets(runs.get(i + 1)))) {
        return false;
      }
    }
    return true;
  }

  private static Run run(Matcher found) {
    String times = found.group(4);
    if (times == null) {
      return new Run(set(found), 1, 1);
    }
    if (times.equals("+")) {
      return new Run(set(found), 1, Integer.MAX_VALUE);
    }
    int min = Integer.parseInt(found.group(5));
    return new Run(
        set(found), min, found.group(6) == null ? min : Integer.parseInt(found.group(6)));
  }

  private static boolean[] set(Matcher found) {
    boolean[] set = new boolean[128];
    String members = found.group(1);
    if (members == null) {
      set[(found.group(2) == null ? found.group(3) : found.group(2)).charAt(0)] = true;
      return set;
    }
    for (int i = 0; i < members.length(); i++) {
      boolean range = i + 2 < members.length() && members.charAt(i + 1) == '-';
      char last = members.charAt(range ? i + 2 : i);
      for (char c = members.charAt(i); c <= last; c++) {
        set[c] = true;
      }
      i += range ? 2 : 0;
    }
    return set;
  }

  @Override
  public boolean test(String text) {
    int at = 0;
    for (Run run : runs) {
      int from = at;
      while (at < text.length() && at - from < run.max() && run.has(text.charAt(at))) {
        at++;
      }
      if (at - from < run.min()) {
        return false;
      }
    }
    return at == text.length();
  }
}
