package fiveseal.clientdevice.agent;

import fiveseal.protocol.card.SelectCommand;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The commands that pages may send, byte for byte: those of a holder to the purse, and nothing that
 * another application on the card, or its issuer, would understand.
 */
enum PurseCommand {
  SELECT(selection(), 0, 14),
  INITIALIZE("80500000", 0, 34),
  EXECUTE("8052000040", 64, 64),
  GET_ANSWER("8054000004", 4, 64),
  /** P1 is the record's number. */
  READ_LOG("80B20004", 0, 30);

  private static final int P1 = 2;

  private final byte[] begin;
  private final int dataLength;
  private final int answerLength;

  PurseCommand(String begin, int dataLength, int answerLength) {
    this(HexFormat.of().parseHex(begin), dataLength, answerLength);
  }

  /**
   * @param begin what every such command begins with
   * @param dataLength bytes that follow it
   * @param answerLength bytes without the status word
   */
  PurseCommand(byte[] begin, int dataLength, int answerLength) {
    this.begin = begin;
    this.dataLength = dataLength;
    this.answerLength = answerLength;
  }

  private static byte[] selection() {
    byte[] aid = SelectCommand.aid();
    return ByteBuffer.allocate(5 + aid.length)
        .put(new byte[] {0x00, (byte) 0xA4, 0x04, 0x00, (byte) aid.length})
        .put(aid)
        .array();
  }

  /** Empty for everything that is not exactly one of them. */
  static Optional<PurseCommand> of(byte[] apdu) {
    return Arrays.stream(values()).filter(command -> command.is(apdu)).findFirst();
  }

  private boolean is(byte[] apdu) {
    int length = begin.length + dataLength;
    if (apdu.length < length || apdu.length > length + 1) {
      return false;
    }
    byte[] head = Arrays.copyOf(apdu, begin.length);
    if (this == READ_LOG) {
      if (head[P1] == 0) {
        return false;
      }
      head[P1] = begin[P1];
    }
    return Arrays.equals(head, begin) && (apdu.length == length || mayExpect(apdu[length]));
  }

  /** Le is 00, as much as there is, or exact. */
  private boolean mayExpect(byte expectedLength) {
    return expectedLength == 0 || expectedLength == answerLength;
  }
}
