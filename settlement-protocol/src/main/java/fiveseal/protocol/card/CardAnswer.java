package fiveseal.protocol.card;

import fiveseal.protocol.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The plaintext of EXECUTE's answer: what the card did, and the proof of it once {@link
 * CardKey#open} has accepted it.
 *
 * @param counter that the command consumed, 1 … 2³¹ − 1
 * @param amount as in the command
 * @param balanceBefore minor units
 * @param balanceAfter minor units
 * @param transactionId 16 bytes, as in the command
 */
public record CardAnswer(
    CardResult result,
    Operation operation,
    CardState stateAfter,
    long counter,
    long amount,
    long balanceBefore,
    long balanceAfter,
    byte[] transactionId) {
  /** Bytes of the plaintext. */
  public static final int LENGTH = 48;

  /**
   * @throws ProtocolException {@code message-malformed} if a field is outside its range
   */
  public CardAnswer {
    transactionId = Fields.require(transactionId, CardCommand.ID_LENGTH, "the transaction id");
    Fields.requireUnsigned31(counter);
    Fields.requireUnsigned31(amount);
    Fields.requireUnsigned31(balanceBefore);
    Fields.requireUnsigned31(balanceAfter);
    if (stateAfter == CardState.NOT_PERSONALIZED) {
      throw ProtocolException.malformed("an answer of a card that is not personalized");
    }
  }

  /** The 48 bytes that are encrypted. */
  public byte[] encode() {
    return ByteBuffer.allocate(LENGTH)
        .put((byte) 1)
        .put((byte) result.code())
        .put((byte) operation.code())
        .put((byte) stateAfter.code())
        .putInt((int) counter)
        .putInt((int) amount)
        .putInt((int) balanceBefore)
        .putInt((int) balanceAfter)
        .put(transactionId)
        .array();
  }

  /**
   * @throws ProtocolException {@code message-malformed} if the bytes are no answer
   */
  public static CardAnswer decode(byte[] plaintext) {
    Fields fields = new Fields(plaintext, LENGTH, "a card answer");
    fields.version();
    CardResult result = CardResult.of(fields.oneByte());
    Operation operation = Operation.of(fields.oneByte());
    CardState state = CardState.of(fields.oneByte());
    long counter = fields.unsigned31();
    long amount = fields.unsigned31();
    long before = fields.unsigned31();
    long after = fields.unsigned31();
    byte[] transactionId = fields.take(CardCommand.ID_LENGTH);
    fields.zerosToTheEnd();
    return new CardAnswer(result, operation, state, counter, amount, before, after, transactionId);
  }

  @Override
  public byte[] transactionId() {
    return transactionId.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CardAnswer answer && Arrays.equals(encode(), answer.encode());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encode());
  }
}
