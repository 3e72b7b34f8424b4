package fiveseal.testbed;

import java.util.ArrayList;
import java.util.List;

/** What has to be looked at when everything else was done: retries take their time. */
final class Afterwards {

  private final FaultReport report;
  private final List<Runnable> checks = new ArrayList<>();

  Afterwards(FaultReport report) {
    this.report = report;
  }

  /** Keeps checks of that cell. */
  DeliveryFaults.Later of(FaultCell cell) {
    return check -> add(cell, check);
  }

  private synchronized void add(FaultCell cell, Runnable check) {
    checks.add(() -> report.alsoWell(cell, check));
  }

  /** Does them all. */
  void doAll() {
    List<Runnable> now;
    synchronized (this) {
      now = List.copyOf(checks);
      checks.clear();
    }
    OutageRounds.inParallel(now);
  }
}
