package fiveseal.protocol.card;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * INITIALIZE's answer: the card's state of the moment, a fresh challenge, and the MAC by which
 * {@link CardKey#proves} tells that the card is there.
 *
 * @param counter that the next command will consume, 1 … 2³¹ − 1
 * @param balance minor units
 * @param keyVersion 1 … 255
 * @param challenge 8 bytes
 * @param mac 16 bytes
 */
public record Initialize(
    long counter, long balance, int keyVersion, CardState state, byte[] challenge, byte[] mac) {
  /** Bytes of the answer. */
  public static final int LENGTH = 34;

  /** Bytes of the challenge. */
  public static final int CHALLENGE_LENGTH = 8;

  /** Bytes of every MAC. */
  public static final int MAC_LENGTH = 16;

  /**
   * @throws ProtocolException {@code card-not-proven} if a field is outside its range
   */
  public Initialize {
    if (counter < 1
        || counter > Fields.UNSIGNED_31_BITS_MAX
        || balance < 0
        || balance > Fields.UNSIGNED_31_BITS_MAX
        || keyVersion < 1
        || keyVersion > 255
        || state == CardState.NOT_PERSONALIZED
        || challenge.length != CHALLENGE_LENGTH
        || mac.length != MAC_LENGTH) {
      throw notProven();
    }
    challenge = challenge.clone();
    mac = mac.clone();
  }

  /**
   * @param answer without the status word
   * @throws ProtocolException {@code card-not-proven} if the bytes are no answer to INITIALIZE
   */
  public static Initialize parse(byte[] answer) {
    try {
      Fields fields = new Fields(answer, LENGTH, "INITIALIZE's answer");
      long counter = fields.unsigned31();
      long balance = fields.unsigned31();
      int keyVersion = fields.oneByte();
      CardState state = CardState.of(fields.oneByte());
      byte[] challenge = fields.take(CHALLENGE_LENGTH);
      return new Initialize(
          counter, balance, keyVersion, state, challenge, fields.take(MAC_LENGTH));
    } catch (ProtocolException e) {
      throw notProven();
    }
  }

  /** The 34 bytes as the card sent them. */
  public byte[] bytes() {
    return ByteBuffer.allocate(LENGTH).put(macInput()).put(mac).array();
  }

  byte[] macInput() {
    return ByteBuffer.allocate(LENGTH - MAC_LENGTH)
        .putInt((int) counter)
        .putInt((int) balance)
        .put((byte) keyVersion)
        .put((byte) state.code())
        .put(challenge)
        .array();
  }

  private static ProtocolException notProven() {
    return new ProtocolException(ErrorCode.CARD_NOT_PROVEN, ErrorCode.CARD_NOT_PROVEN.sentence());
  }

  @Override
  public byte[] challenge() {
    return challenge.clone();
  }

  @Override
  public byte[] mac() {
    return mac.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Initialize initialize && Arrays.equals(bytes(), initialize.bytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes());
  }
}
