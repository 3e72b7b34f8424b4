package fiveseal.protocol.card;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * EXECUTE: a sealed command; the answer is sealed too. Refusals: 6985 no live challenge, counter at
 * its end or another counter, 6982 not for this card and challenge, 6A80 ill-formed. A refusal
 * changes nothing but the challenge.
 *
 * @param command the 64 bytes that the manager sealed
 */
public record ExecuteCommand(byte[] command) implements ApduCommand<byte[]> {
  private static final byte[] HEADER = {(byte) 0x80, 0x52, 0x00, 0x00, 0x40};

  public ExecuteCommand {
    command = Fields.require(command, Cryptogram.LENGTH, "a sealed command");
  }

  @Override
  public byte[] command() {
    return command.clone();
  }

  @Override
  public byte[] apdu() {
    return ByteBuffer.allocate(HEADER.length + command.length + 1).put(HEADER).put(command).array();
  }

  @Override
  public byte[] parse(byte[] response) throws IOException {
    byte[] answer = ResponseApdu.of(response).orRefuse();
    if (answer.length != Cryptogram.LENGTH) {
      throw new IOException("an answer that has not 64 bytes");
    }
    return answer;
  }
}
