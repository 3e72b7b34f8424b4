package fiveseal.manager;

import java.util.List;
import java.util.Optional;

/**
 * What the manager wants of a card that is there, and what became of the card's doubts.
 *
 * @param wanted counters whose answers the client device shall read by GET ANSWER and send; while
 *     there are any, {@code update} is empty
 * @param update message 5, the next one due; empty when nothing is due
 */
public record Presented(List<Long> wanted, Optional<String> update, List<CardOutcome> results) {
  public Presented {
    wanted = List.copyOf(wanted);
    results = List.copyOf(results);
  }
}
