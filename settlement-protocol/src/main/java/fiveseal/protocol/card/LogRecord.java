package fiveseal.protocol.card;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.util.Arrays;

/**
 * One of the last ten commands as the card's own log tells them, for its holder's eyes: it carries
 * no MAC and proves nothing.
 *
 * @param amount as in the command
 * @param balanceAfter minor units
 * @param transactionId 16 bytes
 */
public record LogRecord(
    long counter,
    Operation operation,
    CardResult result,
    long amount,
    long balanceAfter,
    byte[] transactionId) {
  /** Bytes of a record. */
  public static final int LENGTH = 30;

  /** Records that a card keeps. */
  public static final int KEPT = 10;

  public LogRecord {
    transactionId = Fields.require(transactionId, CardCommand.ID_LENGTH, "the transaction id");
  }

  /**
   * @param answer without the status word
   * @throws ProtocolException {@code card-not-proven} if the bytes are no log record
   */
  public static LogRecord parse(byte[] answer) {
    try {
      Fields fields = new Fields(answer, LENGTH, "a log record");
      long counter = fields.unsigned31();
      Operation operation = Operation.of(fields.oneByte());
      CardResult result = CardResult.of(fields.oneByte());
      long amount = fields.unsigned31();
      long balance = fields.unsigned31();
      return new LogRecord(
          counter, operation, result, amount, balance, fields.take(CardCommand.ID_LENGTH));
    } catch (ProtocolException e) {
      throw new ProtocolException(ErrorCode.CARD_NOT_PROVEN, "not a log record");
    }
  }

  @Override
  public byte[] transactionId() {
    return transactionId.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogRecord record
        && counter == record.counter
        && operation == record.operation
        && result == record.result
        && amount == record.amount
        && balanceAfter == record.balanceAfter
        && Arrays.equals(transactionId, record.transactionId);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(counter) * 31 + Arrays.hashCode(transactionId);
  }
}
