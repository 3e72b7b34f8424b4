package fiveseal.testbed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Courses are parked at every step, some with their answer on the way, some before their commit,
 * others run through; then a server is killed once, or the vault taken away, comes back, and
 * everybody tries again.
 */
final class OutageRounds {

  private static final int LOAD_LANES = 4;
  private static final int THREADS = 12;
  private static final long LOAD_MILLIS = 400;
  private static final Duration REFUSED_LIMIT = Duration.ofSeconds(60);
  private static final Duration SOON = Duration.ofSeconds(10);

  private final RunningMall mall;
  private final Outage outage;
  private final List<FaultCell> cells;
  private final List<Lane> lanes;
  private final Parties parties;
  private final FaultReport report;
  private final Afterwards later;

  /**
   * @param cells those of the outage's kind
   * @param lanes two for every cell and some for the load
   */
  OutageRounds(
      RunningMall mall,
      Outage outage,
      List<FaultCell> cells,
      List<Lane> lanes,
      FaultReport report,
      Afterwards later) {
    this.mall = mall;
    this.outage = outage;
    this.cells = cells;
    this.lanes = lanes;
    this.parties = lanes.get(0).parties();
    this.report = report;
    this.later = later;
  }

  /** How many lanes so many cells need. */
  static int lanesFor(int cells) {
    return 2 * cells + LOAD_LANES;
  }

  /**
   * One outage. In even rounds half of the requests are held before their commit; in odd ones they
   * are on their way, and others pay and load all the time; then a full disk is there before them,
   * and, in every round, a vault that is away.
   */
  void round(int number) {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Parked> parked = park(threads);
      parties.promises().outageBegins();
      boolean held = outage.holds() && number % 2 == 0;
      List<LoadUntilOutage> load = held || !outage.meetsLoad() ? List.of() : startLoad(threads);
      boolean begun = !held && outage.begins();
      strike(parked, held, begun);
      load.forEach(LoadUntilOutage::awaitEnd);
      if (!outage.readersToo()) {
        Measured.within(
            REFUSED_LIMIT,
            outage.kind().label() + ", all refused while it lasts",
            () ->
                inParallel(parked.stream().<Runnable>map(one -> one::requireFailsClosed).toList()),
            report);
        if (!Wait.comes(SOON, () -> !mall.server().isReady())) {
          report.violation(outage.kind().label() + ": the application says that it is ready.");
        }
      }
      outage.recover();
      parties.promises().outageEnds();
      if (outage.readersToo()) {
        lanes.forEach(Lane::insert);
      }
      List<Runnable> afterwards = new ArrayList<>();
      parked.forEach(one -> afterwards.add(() -> one.settle(report, later)));
      load.forEach(one -> afterwards.add(() -> one.settle(outage.kind(), report)));
      inParallel(afterwards);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Parked> park(ExecutorService threads) {
    Iterator<Lane> free = lanes.iterator();
    List<Parked> parked = new ArrayList<>();
    for (FaultCell cell : cells) {
      // What was committed before has nothing to do with a full disk or a vault that is away later.
      parked.add(new Parked(cell, free.next(), cell.fault().losesAnswers()));
      parked.add(new Parked(cell, free.next(), false));
    }
    inParallel(parked.stream().<Runnable>map(one -> one::park).toList());
    parked.forEach(one -> one.sendLaterOn(threads));
    return parked;
  }

  private void strike(List<Parked> parked, boolean held, boolean begun) {
    if (held) {
      try (TableLock lock = TableLock.take(parties.books())) {
        long waiting = parked.stream().filter(Parked::send).count();
        lock.awaitWaiting(Math.toIntExact(waiting));
        outage.strike();
        parked.forEach(Parked::awaitEnd);
      }
      return;
    }
    parked.forEach(Parked::send);
    if (begun) {
      parked.forEach(Parked::awaitEnd);
      outage.strike();
    } else {
      Wait.pause(ThreadLocalRandom.current().nextLong(LOAD_MILLIS));
      outage.strike();
      parked.forEach(Parked::awaitEnd);
    }
  }

  private List<LoadUntilOutage> startLoad(ExecutorService threads) {
    List<LoadUntilOutage> load = new ArrayList<>();
    for (Lane lane : lanes.subList(lanes.size() - LOAD_LANES, lanes.size())) {
      load.add(new LoadUntilOutage(lane, threads));
    }
    return load;
  }

  /** Does them side by side; the first that fails fails the round. */
  static void inParallel(List<Runnable> works) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Object>> calls = works.stream().map(Executors::callable).toList();
      for (Future<Object> done : threads.invokeAll(calls)) {
        done.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
