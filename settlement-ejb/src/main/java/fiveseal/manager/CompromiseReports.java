package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.Optional;

/**
 * What a stolen key may have touched. Nothing is changed here. Operators and auditors read; to
 * whoever else asks nothing of it exists ({@code not-found}). That it was read is recorded in the
 * trail.
 */
@Local
public interface CompromiseReports {

  /**
   * How much it is, and the plan.
   *
   * @throws fiveseal.protocol.ProtocolException {@code not-found} if there is no such key, {@code
   *     message-refused} if the theft is still to come
   */
  CompromiseSummary summary(Login by, CompromisedKey key);

  /**
   * All of it, by keyset: messages in the order of their first receipt, kind by kind; certificates
   * in the order of issue; cards by their numbers.
   *
   * @param after {@link CompromisePage#next} of the page before
   * @param limit 1 … 200
   * @throws fiveseal.protocol.ProtocolException as {@link #summary}, and {@code message-malformed}
   *     for another {@code after}
   */
  CompromisePage affected(Login by, CompromisedKey key, Optional<String> after, int limit);
}
