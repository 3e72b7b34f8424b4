package fiveseal.manager;

import java.util.List;

/**
 * What a bureau says became of cards. Nothing of it is believed before it is checked.
 *
 * @param batchId of which batch
 */
public record BatchReport(String batchId, List<Line> lines) {

  public BatchReport {
    lines = List.copyOf(lines);
  }

  /**
   * One card.
   *
   * @param checkValue of its key, 16 hex digits
   * @param result {@code PERSONALIZED} or {@code SPOILT}
   */
  public record Line(String cardNumber, String checkValue, String result) {

    /** Without the number. */
    @Override
    public String toString() {
      return "Line[" + result + "]";
    }
  }
}
