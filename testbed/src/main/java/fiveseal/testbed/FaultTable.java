package fiveseal.testbed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every step against every fault: what must be true whatever breaks. */
final class FaultTable {

  /**
   * The columns are those of {@link FaultKind}; {@code –} stands for a cell that does not exist.
   */
  private static final String TABLE =
      """
      P1 | A | S    | S | X   | A/S | F     | –   | –   | A   | X | F   | –
      P2 | S | S    | S | H   | S   | F     | –   | –   | –   | H | F   | F
      P3 | H | H→Y  | S | Y/Z | –   | –     | H→Z | H→Y | –   | – | –   | –
      P4 | H | S    | S | Y   | H/Y | F→H/Y | –   | –   | Y→O | Y | F→H | F→H/Y
      P5 | O | O    | S | O   | O   | F→O   | –   | –   | O   | O | F→O | –
      P6 | O | S    | S | S   | A/S | F     | –   | –   | O   | S | F   | –
      U1 | A | S    | S | A   | A/S | F     | –   | –   | –   | X | F   | –
      U2 | S | S    | S | H   | S   | F     | –   | –   | –   | H | F   | F
      U3 | H | H→Y  | S | Y/Z | –   | –     | H→Z | H→Y | –   | – | –   | –
      U4 | H | S    | S | Y   | H/Y | F→H/Y | –   | –   | –   | Y | F→H | F→H/Y
      """;

  private FaultTable() {}

  /** All cells that exist, row by row. */
  static List<FaultCell> cells() {
    List<FaultCell> cells = new ArrayList<>();
    TABLE
        .lines()
        .map(line -> line.split("\\|"))
        .forEach(
            row -> {
              Step step = Step.valueOf(row[0].strip());
              FaultKind[] columns = FaultKind.values();
              for (int i = 0; i < columns.length; i++) {
                String expected = row[1 + i].strip();
                if (!expected.equals("–")) {
                  cells.add(new FaultCell(step, columns[i], expected));
                }
              }
            });
    return List.copyOf(cells);
  }

  static Optional<FaultCell> cell(Step step, FaultKind fault) {
    return cells().stream()
        .filter(cell -> cell.step() == step && cell.fault() == fault)
        .findFirst();
  }
}
