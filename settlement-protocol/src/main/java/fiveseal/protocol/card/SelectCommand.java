package fiveseal.protocol.card;

import java.io.IOException;
import java.nio.ByteBuffer;

/** SELECT: chooses the purse by its name and ends any challenge. Refusals: 6A82 unknown name. */
public record SelectCommand() implements ApduCommand<CardIdentity> {
  private static final byte[] AID = {(byte) 0xF0, 'F', 'I', 'V', 'E', 'S', 'E', 'A', 'L'};
  private static final byte[] HEADER = {0x00, (byte) 0xA4, 0x04, 0x00, 0x09};

  /** The purse's application identifier, 9 bytes. */
  public static byte[] aid() {
    return AID.clone();
  }

  @Override
  public byte[] apdu() {
    return ByteBuffer.allocate(HEADER.length + AID.length + 1).put(HEADER).put(AID).array();
  }

  @Override
  public CardIdentity parse(byte[] response) throws IOException {
    return CardIdentity.parse(ResponseApdu.of(response).orRefuse());
  }
}
