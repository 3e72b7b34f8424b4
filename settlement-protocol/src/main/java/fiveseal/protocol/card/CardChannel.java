package fiveseal.protocol.card;

import java.io.IOException;

/** A way to one card: a PC/SC reader, a simulated one, or one over HTTP. */
public interface CardChannel {
  /**
   * @param apdu a short command APDU
   * @return data and status word
   * @throws IOException if no response came; whether the card executed the command is not known
   */
  byte[] transmit(byte[] apdu) throws IOException;
}
