package fiveseal.protocol.card;

import java.io.IOException;

/**
 * A command to the card, with its own layout and the meaning of its answer.
 *
 * @param <T> what a successful answer means
 */
public sealed interface ApduCommand<T>
    permits SelectCommand,
        InitializeCommand,
        ExecuteCommand,
        GetAnswerCommand,
        ReadLogCommand,
        PersonalizeCommand {
  /** The short command APDU (ISO/IEC 7816-4 section 5.1). */
  byte[] apdu();

  /**
   * @param response data and status word, as the reader gave them
   * @throws CardException if the card refused
   * @throws IOException if these bytes are no response of a Fiveseal card
   */
  T parse(byte[] response) throws IOException;
}
