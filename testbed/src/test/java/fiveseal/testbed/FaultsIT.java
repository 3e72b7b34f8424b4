package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cell or two of every fault that needs no server to go away; the rest: {@link OutagesIT}. */
class FaultsIT extends OnDeployedMall {

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
      Lane lane = new Lane(parties, "reader-8");
      Afterwards afterwards = new Afterwards(report);
      for (FaultCell cell : cells) {
        for (int variant = 0; variant < 2; variant++) {
          int way = variant;
          report.run(cell, () -> CellExperiment.run(cell, lane, way, afterwards.of(cell)));
        }
      }
      afterwards.doAll();
      assertThat(report.violations()).isEmpty();
      assertThat(parties.promises().broken(parties.books())).isEmpty();
      assertThat(parties.promises().count()).isGreaterThan(100);
    }
    assertThat(cells).hasSize(CELLS.size());
    assertThat(report.belowRuns(2)).isEmpty();
  }
}
