package fiveseal.testbed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Runs of cells whose faults need no server to go away: as many beside each other as there are
 * lanes, since most of their time they wait for something to expire or to be sent again.
 */
final class NetworkRuns {

  private final BlockingQueue<Lane> free;
  private final FaultReport report;
  private final Afterwards afterwards;

  NetworkRuns(List<Lane> lanes, FaultReport report, Afterwards afterwards) {
    this.free = new LinkedBlockingQueue<>(lanes);
    this.report = report;
    this.afterwards = afterwards;
  }

  /** Runs each of these cells so often, each time in another of its ways. */
  void run(List<FaultCell> cells, int runs) {
    List<Runnable> works = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      for (FaultCell cell : cells) {
        int variant = run;
        works.add(() -> onFreeLane(cell, variant));
      }
    }
    OutageRounds.inParallel(works);
  }

  private void onFreeLane(FaultCell cell, int variant) {
    try {
      Lane lane = free.take();
      try {
        if (!report.run(cell, () -> CellExperiment.run(cell, lane, variant, afterwards.of(cell)))) {
          lane.newCard();
        }
      } finally {
        free.add(lane);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }
}
