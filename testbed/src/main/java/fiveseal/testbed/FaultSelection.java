package fiveseal.testbed;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which cells shall be run: those whose step and whose fault are among the words, where no step
 * means every step and no fault every fault.
 */
final class FaultSelection {

  /** The scenario that is no cell. */
  static final String RESTORE = "restore";

  private final Set<Step> steps = EnumSet.noneOf(Step.class);
  private final Set<FaultKind> faults = EnumSet.noneOf(FaultKind.class);
  private boolean restore;

  /**
   * @param words such as {@code P4}, {@code answer-lost}, {@code card-torn}, {@code restore}; none
   *     for everything
   * @throws Trouble naming the word that is neither
   */
  FaultSelection(List<String> words) {
    words.forEach(this::add);
    if (words.isEmpty()) {
      restore = true;
    }
    if (words.isEmpty() || !steps.isEmpty() || !faults.isEmpty()) {
      fill();
    }
  }

  private void fill() {
    if (steps.isEmpty()) {
      steps.addAll(EnumSet.allOf(Step.class));
    }
    if (faults.isEmpty()) {
      faults.addAll(EnumSet.allOf(FaultKind.class));
    }
  }

  private void add(String word) {
    String wanted = word.toLowerCase(Locale.ROOT);
    if (wanted.equals(RESTORE)) {
      restore = true;
      return;
    }
    boolean step =
        steps.addAll(
            Arrays.stream(Step.values())
                .filter(each -> each.name().equalsIgnoreCase(wanted))
                .toList());
    boolean fault =
        faults.addAll(
            Arrays.stream(FaultKind.values())
                .filter(each -> (each.label() + "-").startsWith(wanted + "-"))
                .toList());
    if (!step && !fault) {
      throw new Trouble(
          "There is no step, fault or scenario "
              + word
              + ": say P1 … P6, U1 … U4, "
              + String.join(", ", Arrays.stream(FaultKind.values()).map(FaultKind::label).toList())
              + " or "
              + RESTORE
              + ".");
    }
  }

  List<FaultCell> cells() {
    return FaultTable.cells().stream()
        .filter(cell -> steps.contains(cell.step()) && faults.contains(cell.fault()))
        .toList();
  }

  boolean restore() {
    return restore;
  }
}
