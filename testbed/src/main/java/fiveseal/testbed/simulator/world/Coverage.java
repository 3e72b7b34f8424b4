package fiveseal.testbed.simulator.world;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the schedules have reached, by name, with counts. Several worlds share one. */
public final class Coverage {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  /** A cell of the table of faults was reached. */
  void cell(Step step, Fault fault) {
    if (step != Step.OTHER) {
      count("fault " + step + " " + fault);
    }
  }

  /** A state followed another. */
  void transition(String what, String from, String to) {
    count("state " + what + " " + from + " -> " + to);
  }

  /** Something else worth telling. */
  public void count(String name) {
    LongAdder counter = counts.get(name);
    if (counter == null) {
      counter = counts.computeIfAbsent(name, any -> new LongAdder());
    }
    counter.increment();
  }

  /** Counts by name. */
  public Map<String, Long> counts() {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((name, counter) -> sums.put(name, counter.sum()));
    return sums;
  }
}
