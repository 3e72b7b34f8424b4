package fiveseal.clientdevice.agent;

import java.time.Duration;
import java.util.List;

/** The holder's word, given outside of any page. */
@FunctionalInterface
public interface Confirmation {
  /**
   * Asks and waits; one question at a time.
   *
   * @param question printable lines, the first one the question itself
   * @param patience how long, the time until other questions are answered included
   * @return false too if nobody answers in time
   */
  boolean agrees(List<String> question, Duration patience);
}
