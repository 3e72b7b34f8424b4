package fiveseal.protocol.card;

import java.io.IOException;
import java.util.Optional;

/**
 * READ LOG: the n-th newest record. 6A83 means that there is none (any more). Refusals: 6985 not
 * personalized.
 *
 * @param number 1 … 255
 */
public record ReadLogCommand(int number) implements ApduCommand<Optional<LogRecord>> {

  public ReadLogCommand {
    if (number < 1 || number > 255) {
      throw new IllegalArgumentException("a record number outside 1 … 255");
    }
  }

  @Override
  public byte[] apdu() {
    return new byte[] {(byte) 0x80, (byte) 0xB2, (byte) number, 0x04, 0x00};
  }

  @Override
  public Optional<LogRecord> parse(byte[] response) throws IOException {
    ResponseApdu parsed = ResponseApdu.of(response);
    if (parsed.statusWord().equals(StatusWord.RECORD_NOT_FOUND)) {
      return Optional.empty();
    }
    return Optional.of(LogRecord.parse(parsed.orRefuse()));
  }
}
