package fiveseal.clientdevice.agent;

import java.util.List;

/** The holder's word, given outside of any page. */
@FunctionalInterface
public interface Confirmation {
  /**
   * Asks and waits; one question at a time.
   *
   * @param question printable lines, the first one the question itself
   * @return false too if nobody answers in time
   */
  boolean agrees(List<String> question);
}
