package fiveseal.protocol.card;

import java.io.IOException;

/** INITIALIZE: the card's state and a fresh challenge. Refusals: 6985 not personalized. */
public record InitializeCommand() implements ApduCommand<Initialize> {

  @Override
  public byte[] apdu() {
    return new byte[] {(byte) 0x80, 0x50, 0x00, 0x00, 0x00};
  }

  @Override
  public Initialize parse(byte[] response) throws IOException {
    return Initialize.parse(ResponseApdu.of(response).orRefuse());
  }
}
