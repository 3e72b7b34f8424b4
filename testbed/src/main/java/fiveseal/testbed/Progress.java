package fiveseal.testbed;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Lines for the person who waits, each with the seconds since the command was given. */
final class Progress {

  private final PrintStream out;
  private final InstantSource clock;
  private final Instant since;

  Progress(PrintStream out, InstantSource clock, Instant since) {
    this.out = out;
    this.clock = clock;
    this.since = since;
  }

  /** One step that is done. */
  void done(String step) {
    long millis = Duration.between(since, clock.instant()).toMillis();
    line(String.format(Locale.ROOT, "%4d.%d s  %s", millis / 1000, millis % 1000 / 100, step));
  }

  /** A line without a time. */
  void line(String text) {
    synchronized (out) {
      out.println(text);
      out.flush();
    }
  }
}
