package fiveseal.manager;

import java.util.List;

/**
 * What an import did.
 *
 * @param personalized how many cards it added to the register
 * @param spoilt how many it noted as spoilt
 * @param unchanged how many lines said what was known already
 * @param refused the lines that were refused; nothing of these cards changed
 */
public record BatchImport(int personalized, int spoilt, int unchanged, List<Refused> refused) {

  public BatchImport {
    refused = List.copyOf(refused);
  }

  /**
   * One of them.
   *
   * @param line its place in the report, from 1
   * @param card masked, as far as it is a card number at all; else empty
   */
  public record Refused(int line, String card, Reason reason) {}

  /** Why a line is refused. */
  public enum Reason {
    /** No such card is in this batch. */
    NOT_IN_BATCH,
    /** The check value is not the one of this card's key. */
    CHECK_VALUE,
    /** Neither PERSONALIZED nor SPOILT. */
    RESULT,
    /** A card that was reported as made cannot be spoilt by a report. */
    MADE_BEFORE,
    /** The same report tells something else of this card before. */
    TWICE,
    /** The batch is closed: nothing of it changes any more. */
    CLOSED
  }
}
