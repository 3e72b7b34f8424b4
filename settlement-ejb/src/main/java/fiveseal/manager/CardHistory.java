package fiveseal.manager;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A page of a card's commands, newest first.
 *
 * @param next the {@code before} of the following page, empty on the last
 */
public record CardHistory(List<Event> events, OptionalLong next) {

  /**
   * A command and what it was for.
   *
   * @param number of the command
   * @param counter the card's counter that it consumes
   * @param kind {@code PAYMENT}, or the value update's kind
   * @param subjectId the settlement or value update
   * @param storeId of a payment
   * @param amountMinor minor units; 0 where the operation has none
   * @param state {@code OPEN}, {@code DONE}, {@code DECLINED} or {@code VOID}
   * @param orderedBy the operator who ordered it
   * @param issuedAt seconds UTC
   * @param closedAt seconds UTC
   */
  public record Event(
      long number,
      long counter,
      String kind,
      String subjectId,
      Optional<String> storeId,
      long amountMinor,
      String state,
      Optional<String> orderedBy,
      long issuedAt,
      OptionalLong closedAt) {}
}
