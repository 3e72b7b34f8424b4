package fiveseal.testbed.simulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a long simulation must have reached: every cell and row that there is. */
public final class Expected {
  private static final Set<Fault> MESSAGE =
      Set.of(
          Fault.REQUEST_LOST,
          Fault.ANSWER_LOST,
          Fault.TWICE,
          Fault.LATE,
          Fault.SERVER_KILLED,
          Fault.DATABASE_KILLED,
          Fault.CLOCK_OFF,
          Fault.DISK_FULL);
  private static final Set<Fault> CARD =
      Set.of(
          Fault.REQUEST_LOST,
          Fault.ANSWER_LOST,
          Fault.TWICE,
          Fault.LATE,
          Fault.TORN_BEFORE,
          Fault.TORN_AFTER);

  private Expected() {}

  /** The names that a coverage has not counted. */
  public static List<String> missing(Coverage coverage) {
    Map<String, Long> reached = coverage.counts();
    return all().stream().filter(name -> !reached.containsKey(name)).toList();
  }

  /** Every cell of the table of faults that exists, and every transition. */
  public static List<String> all() {
    List<String> all = new ArrayList<>(CountedTransitions.all());
    for (Step step : Step.values()) {
      for (Fault fault : Fault.values()) {
        if (exists(step, fault)) {
          all.add("fault " + step + " " + fault);
        }
      }
    }
    all.addAll(
        List.of(
            "state command OPEN -> DONE",
            "state command OPEN -> DECLINED",
            "state command OPEN -> VOID",
            "state credit DUE -> ISSUED",
            "state credit ISSUED -> DONE",
            "state credit ISSUED -> DUE",
            "state card ACTIVE -> REPLACED",
            "state card ACTIVE -> REDEEMED",
            "card blocked",
            "card unblocked",
            "card re-keyed",
            "card stopped GAP",
            "card stopped MISMATCH",
            "card stopped CLONE",
            "card released"));
    return all;
  }

  private static boolean exists(Step step, Fault fault) {
    return switch (step) {
      case P1, P5, P6 -> MESSAGE.contains(fault) || fault == Fault.STORE_DOWN;
      case P4 -> MESSAGE.contains(fault) || fault == Fault.STORE_DOWN || fault == Fault.VAULT_AWAY;
      case U1 -> MESSAGE.contains(fault);
      case P2, U2, U4 -> MESSAGE.contains(fault) || fault == Fault.VAULT_AWAY;
      case P3, U3 -> CARD.contains(fault);
      case OTHER -> false;
    };
  }
}
