package fiveseal.testbed;

import java.time.Duration;
import java.util.Locale;

/** Work whose time is a promise too. */
final class Measured {

  private Measured() {}

  /** Does it, and reports how long it took; longer than the limit is a violation. */
  static void within(Duration limit, String what, Runnable work, FaultReport report) {
    long begin = System.nanoTime();
    work.run();
    long millis = (System.nanoTime() - begin) / 1_000_000;
    report.fact(
        String.format(Locale.ROOT, "%s: %d.%d s", what, millis / 1000, millis % 1000 / 100));
    if (millis > limit.toMillis()) {
      report.violation(
          what + " took " + millis / 1000 + " s, more than " + limit.toSeconds() + " s.");
    }
  }
}
