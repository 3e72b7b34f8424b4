package fiveseal.testbed;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A cell of the table of faults: what must be seen when one fault meets one step.
 *
 * @param expected the letters as the table has them, such as {@code F→H/Y}: stages in order, with
 *     alternatives
 */
record FaultCell(Step step, FaultKind fault, String expected) {

  /** As one types it, such as {@code P4,answer-lost}. */
  String label() {
    return step + "," + fault.label();
  }

  /**
   * Whether that is what was seen; after the last stage more may follow, since every doubt ends in
   * the same run.
   */
  boolean admits(List<Letter> seen) {
    List<Set<Letter>> stages = stages();
    if (seen.size() < stages.size()) {
      return false;
    }
    for (int i = 0; i < stages.size(); i++) {
      if (!stages.get(i).contains(seen.get(i))) {
        return false;
      }
    }
    return true;
  }

  private List<Set<Letter>> stages() {
    List<Set<Letter>> stages = new ArrayList<>();
    for (String stage : expected.split("→")) {
      Set<Letter> letters = EnumSet.noneOf(Letter.class);
      for (String letter : stage.split("/")) {
        letters.add(Letter.valueOf(letter));
      }
      stages.add(letters);
    }
    return stages;
  }
}
