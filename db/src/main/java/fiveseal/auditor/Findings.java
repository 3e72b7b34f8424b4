package fiveseal.auditor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the checks found: how much each looked at, what was wrong, and what is worth telling. Of the
 * violations of a check only the first are kept, all are counted.
 */
final class Findings {
  private final int shownMax;
  private final Map<Check, Long> checked = new EnumMap<>(Check.class);
  private final Map<Check, Long> wrong = new EnumMap<>(Check.class);
  private final Map<Check, List<String>> shown = new EnumMap<>(Check.class);
  private final Map<Check, List<String>> notes = new EnumMap<>(Check.class);
  private long settlements;

  /**
   * @param shownMax violations kept of each check, 0 or more
   */
  Findings(int shownMax) {
    this.shownMax = shownMax;
  }

  void checked(Check check, long count) {
    checked.merge(check, count, Long::sum);
  }

  void settlementChecked() {
    settlements++;
  }

  /**
   * @param where the ids of what is wrong
   * @param what is wrong with it
   */
  void violation(Check check, String where, String what) {
    wrong.merge(check, 1L, Long::sum);
    List<String> kept = shown.computeIfAbsent(check, each -> new ArrayList<>());
    if (kept.size() < shownMax) {
      kept.add(where + ": " + what);
    }
  }

  /** A violation unless it holds. */
  void require(boolean holds, Check check, String where, String what) {
    if (!holds) {
      violation(check, where, what);
    }
  }

  /** Not wrong, but an operator wants to know. */
  void note(Check check, String text) {
    notes.computeIfAbsent(check, each -> new ArrayList<>()).add(text);
  }

  long settlements() {
    return settlements;
  }

  long checked(Check check) {
    return checked.getOrDefault(check, 0L);
  }

  long violations(Check check) {
    return wrong.getOrDefault(check, 0L);
  }

  /** Of all checks. */
  long violations() {
    return wrong.values().stream().mapToLong(Long::longValue).sum();
  }

  List<String> shown(Check check) {
    return shown.getOrDefault(check, List.of());
  }

  List<String> notes(Check check) {
    return notes.getOrDefault(check, List.of());
  }
}
