package fiveseal.clientdevice.agent;

import fiveseal.protocol.card.CardIdentity;
import fiveseal.protocol.card.ExecuteCommand;
import fiveseal.protocol.card.Initialize;
import java.util.List;

/** Proves, with this device's own pinned keys, what a message would do to a card. */
@FunctionalInterface
public interface CommandCheck {
  /**
   * What was proven.
   *
   * @param command the one that the message carries
   * @param question what the holder has to agree to: printable lines
   */
  record Proven(ExecuteCommand command, List<String> question) {}

  /**
   * @param message message 2 or 5, compact
   * @param card that the command is for, as it answered last
   * @throws fiveseal.protocol.ProtocolException {@code message-malformed}, {@code
   *     signature-refused}, {@code message-refused}; {@code unavailable} if keys cannot be had
   */
  Proven prove(String message, CardIdentity card, Initialize session);
}
