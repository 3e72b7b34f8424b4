package fiveseal.testbed;

import fiveseal.protocol.StoreAuth;
import fiveseal.protocol.jws.Signed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The manager's clock jumps, ahead and back, under courses that are at every step. */
final class ClockJumps {

  private static final long OFF_SECONDS = 2 * 3600;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Faketime faketime;
  private final List<Lane> lanes;
  private final Parties parties;
  private final FaultReport report;

  ClockJumps(Faketime faketime, List<Lane> lanes, FaultReport report) {
    this.faketime = faketime;
    this.lanes = lanes;
    this.parties = lanes.get(0).parties();
    this.report = report;
  }

  /** Runs every cell ahead and behind, together at least so often. */
  void run(List<FaultCell> cells, int runs) {
    int each = (runs + 1) / 2;
    List<ClockRun> ahead = new ArrayList<>();
    List<ClockRun> behind = new ArrayList<>();
    Iterator<Lane> first = lanes.iterator();
    Iterator<Lane> second = lanes.iterator();
    for (FaultCell cell : cells) {
      // A load's request carries no time: only the voucher's own can be over.
      boolean onlyAhead = cell.step() == Step.U1;
      for (int i = 0; i < (onlyAhead ? runs : each); i++) {
        ahead.add(new ClockRun(cell, first.next(), OFF_SECONDS));
      }
      for (int i = 0; i < (onlyAhead ? 0 : each); i++) {
        behind.add(new ClockRun(cell, second.next(), -OFF_SECONDS));
      }
    }
    jump(ahead, OFF_SECONDS);
    jump(behind, -OFF_SECONDS);
  }

  private void jump(List<ClockRun> clockRuns, long seconds) {
    Map<ClockRun, RuntimeException> failures = new ConcurrentHashMap<>();
    each(clockRuns, failures, ClockRun::prepare);
    faketime.shift(seconds);
    awaitClock(seconds);
    each(clockRuns, failures, ClockRun::act);
    faketime.shift(0);
    awaitClock(0);
    OutageRounds.inParallel(
        clockRuns.stream().<Runnable>map(run -> () -> settle(run, failures.get(run))).toList());
  }

  private interface Phase {

    void of(ClockRun run);
  }

  private static void each(
      List<ClockRun> clockRuns, Map<ClockRun, RuntimeException> failures, Phase phase) {
    OutageRounds.inParallel(
        clockRuns.stream()
            .filter(run -> !failures.containsKey(run))
            .<Runnable>map(
                run ->
                    () -> {
                      try {
                        phase.of(run);
                      } catch (RuntimeException e) {
                        failures.put(run, e);
                      }
                    })
            .toList());
  }

  private void settle(ClockRun run, RuntimeException failure) {
    boolean well =
        report.run(
            run.cell(),
            () -> {
              if (failure != null) {
                throw failure;
              }
              return List.of(run.settle());
            });
    if (!well) {
      run.lane().newCard();
    }
  }

  /** A token of that time is taken, so the manager's clock is there. */
  void awaitClock(long seconds) {
    Wait.until(LIMIT, () -> takes(seconds), "The clock of the manager did not jump.");
  }

  private boolean takes(long seconds) {
    Till till = parties.shop().till();
    long now = parties.direct().now() + seconds;
    String token =
        Signed.by(
                till.key(),
                new StoreAuth(till.storeId(), Settings.MANAGER_ID, Till.newId(), now, now + 60))
            .compact();
    return parties.direct().http().get(Till.STORE_API + "/settlements?limit=1", token).status()
        == 200;
  }
}
