package fiveseal.card;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.util.Optional;

/**
 * Why no command is issued.
 *
 * @param stop the card is stopped for it
 */
public record Refusal(ErrorCode code, String detail, Optional<StopReason> stop) {
  static Refusal of(ErrorCode code, String detail) {
    return new Refusal(code, detail, Optional.empty());
  }

  static Refusal stopping(StopReason reason, ErrorCode code, String detail) {
    return new Refusal(code, detail, Optional.of(reason));
  }

  public ProtocolException exception() {
    return new ProtocolException(code, detail);
  }
}
