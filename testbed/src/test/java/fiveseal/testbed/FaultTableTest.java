package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultTableTest {

  @Test
  void table_hasEveryStepAndEveryFault() {
    assertThat(FaultTable.cells()).hasSize(84).doesNotHaveDuplicates();
    assertThat(FaultTable.cells().stream().map(FaultCell::step).distinct())
        .containsExactly(Step.values());
    assertThat(FaultTable.cells().stream().map(FaultCell::fault).distinct())
        .containsExactlyInAnyOrder(FaultKind.values());
  }

  @Test
  void table_hasNoCellWhereThereIsADash() {
    assertThat(FaultTable.cell(Step.P3, FaultKind.DATABASE_KILLED)).isEmpty();
    assertThat(FaultTable.cell(Step.U1, FaultKind.CARD_TORN_AFTER)).isEmpty();
    assertThat(FaultTable.cell(Step.P1, FaultKind.VAULT_AWAY)).isEmpty();
    assertThat(FaultTable.cell(Step.U2, FaultKind.VAULT_AWAY).orElseThrow().expected())
        .isEqualTo("F");
    assertThat(FaultTable.cell(Step.P4, FaultKind.DATABASE_KILLED).orElseThrow().expected())
        .isEqualTo("F→H/Y");
  }

  private static boolean admits(String expected, Letter... seen) {
    return new FaultCell(Step.P4, FaultKind.LATE, expected).admits(List.of(seen));
  }

  @Test
  void cell_admitsItsStagesInOrder_andWhatEndsTheDoubt() {
    assertThat(admits("H→Y", Letter.H, Letter.Y)).isTrue();
    assertThat(admits("F→H/Y", Letter.F, Letter.Y)).isTrue();
    assertThat(admits("H", Letter.H, Letter.Z)).isTrue();
    assertThat(admits("Y/Z", Letter.Z)).isTrue();
  }

  @Test
  void cell_refusesAnythingElse() {
    assertThat(admits("H→Y", Letter.H)).isFalse();
    assertThat(admits("H→Y", Letter.H, Letter.Z)).isFalse();
    assertThat(admits("H→Y", Letter.Y)).isFalse();
    assertThat(admits("F→H/Y", Letter.H)).isFalse();
    assertThat(admits("A/S", Letter.X)).isFalse();
    assertThat(admits("F")).isFalse();
  }

  @Test
  void report_countsAViolation_whenAnotherLetterIsSeen() {
    FaultCell cell = FaultTable.cell(Step.P1, FaultKind.LATE).orElseThrow();
    FaultReport report = new FaultReport(List.of(cell));
    assertThat(report.run(cell, () -> List.of(Letter.X))).isTrue();
    assertThat(report.run(cell, () -> List.of(Letter.A))).isFalse();
    assertThat(
            report.run(
                cell,
                () -> {
                  throw new Trouble("value was lost");
                }))
        .isFalse();
    assertThat(report.violations()).hasSize(2).last().asString().contains("value was lost");
    assertThat(report.closingLine(723))
        .isEqualTo("faults: 1 cells, 3 runs, 2 violations, 12 min 3 s");
    assertThat(report.belowRuns(4)).hasSize(1);
    assertThat(report.belowRuns(3)).isEmpty();
  }

  @Test
  void selection_takesStepsTimesFaults() {
    assertThat(new FaultSelection(List.of()).cells()).hasSize(84);
    assertThat(new FaultSelection(List.of()).restore()).isTrue();
    assertThat(new FaultSelection(List.of("P4", "answer-lost")).cells())
        .extracting(FaultCell::label)
        .containsExactly("P4,answer-lost");
    assertThat(new FaultSelection(List.of("card-torn")).cells()).hasSize(4);
    assertThat(new FaultSelection(List.of("restore")).cells()).isEmpty();
    assertThat(new FaultSelection(List.of("restore")).restore()).isTrue();
  }

  @Test
  void selection_refusesWhatIsNeither() {
    Stream.of("P7", "nonsense", "")
        .forEach(
            word ->
                assertThatThrownBy(() -> new FaultSelection(List.of(word)))
                    .isInstanceOf(Trouble.class)
                    .hasMessageContaining("There is no step"));
  }
}
