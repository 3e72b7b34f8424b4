package fiveseal.protocol.card;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * GET ANSWER: the stored answer to the command that consumed a counter, byte for byte. 6A83 means
 * that the card keeps none for it (any more). Refusals: 6985 not personalized.
 *
 * @param counter 0 … 2³¹ − 1
 */
public record GetAnswerCommand(long counter) implements ApduCommand<Optional<byte[]>> {
  private static final byte[] HEADER = {(byte) 0x80, 0x54, 0x00, 0x00, 0x04};

  public GetAnswerCommand {
    Fields.requireUnsigned31(counter);
  }

  @Override
  public byte[] apdu() {
    return ByteBuffer.allocate(HEADER.length + 5).put(HEADER).putInt((int) counter).array();
  }

  @Override
  public Optional<byte[]> parse(byte[] response) throws IOException {
    ResponseApdu parsed = ResponseApdu.of(response);
    if (parsed.statusWord().equals(StatusWord.RECORD_NOT_FOUND)) {
      return Optional.empty();
    }
    byte[] answer = parsed.orRefuse();
    if (answer.length != Cryptogram.LENGTH) {
      throw new IOException("an answer that has not 64 bytes");
    }
    return Optional.of(answer);
  }
}
