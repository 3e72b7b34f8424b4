package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A cell or two of every fault that needs no server to go away; the rest: {@link OutagesIT}. */
class FaultsIT extends OnDeployedMall {

  private static final List<String> READERS =
      List.of("reader-3", "reader-4", "reader-5", "reader-6", "reader-7", "reader-8");

  private static final List<List<String>> CELLS =
      List.of(
          List.of("P4", "request-lost"),
          List.of("P3", "answer-lost"),
          List.of("U2", "answer-lost"),
          List.of("P4", "twice"),
          List.of("P5", "twice"),
          List.of("P1", "late"),
          List.of("U3", "late"),
          List.of("U3", "card-torn-before"),
          List.of("P3", "card-torn-after"),
          List.of("P4", "store-down"));

  @Test
  void everyKindOfFault_endsAsTheTableSays() {
    List<FaultCell> cells = new ArrayList<>();
    CELLS.forEach(words -> cells.addAll(new FaultSelection(words).cells()));
    FaultReport report = new FaultReport(cells);
    try (Parties parties = Mall.get().parties()) {
      Afterwards afterwards = new Afterwards(report);
      List<Lane> lanes = READERS.stream().map(reader -> new Lane(parties, reader)).toList();
      new NetworkRuns(lanes, report, afterwards).run(cells, 2);
      afterwards.doAll();
      assertThat(report.violations()).isEmpty();
      assertThat(parties.promises().broken(parties.books())).isEmpty();
      assertThat(parties.promises().count()).isGreaterThan(100);
    }
    assertThat(cells).hasSize(CELLS.size());
    assertThat(report.belowRuns(2)).isEmpty();
  }

  @Test
  void parkedCourse_needsNothingButItsRequest_thoughItsLaneHadNoCard() {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (Parties parties = Mall.get().parties()) {
      for (Step step : List.of(Step.P1, Step.P2, Step.U1, Step.U2)) {
        FaultCell cell = FaultTable.cell(step, FaultKind.SERVER_KILLED).orElseThrow();
        FaultReport report = new FaultReport(List.of(cell));
        Parked parked = new Parked(cell, new Lane(parties, "reader-8"), false);
        parked.park();
        parked.sendLaterOn(threads);

        FaultyLink.Injection atTheReader =
            parties.readerLink().inject(FaultyLink.Way.LOSE_REQUEST, call -> true);
        assertThat(parked.send()).isTrue();
        parked.awaitEnd();
        atTheReader.withdraw();

        assertThat(atTheReader.happened()).as("%s still needs the reader", step).isFalse();
        parked.settle(report, new Afterwards(report));
        assertThat(report.violations()).isEmpty();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
