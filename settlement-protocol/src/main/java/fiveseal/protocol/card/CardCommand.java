package fiveseal.protocol.card;

import fiveseal.protocol.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The plaintext of EXECUTE: what the manager tells one card to do with one counter. It exists
 * outside the card only until {@link CardKey#seal} has encrypted it.
 *
 * @param currencyNumeric ISO 4217 numeric code, 1 … 999
 * @param amount minor units 1 … 2³¹ − 1 for DEBIT and CREDIT, the new key version 1 … 255 for
 *     REKEY, else 0
 * @param counter that the command is for, 1 … 2³¹ − 1
 * @param transactionId 16 bytes, see {@link TransactionId}
 * @param parameter 16 bytes: {@link TransactionId#parameterOf} for DEBIT, the new key for REKEY,
 *     {@link #limits} for LIMITS, else zeros
 */
public record CardCommand(
    Operation operation,
    int currencyNumeric,
    long amount,
    long counter,
    byte[] transactionId,
    byte[] parameter) {
  /** Bytes of the plaintext. */
  public static final int LENGTH = 48;

  /** Bytes of the transaction id and of the parameter. */
  public static final int ID_LENGTH = 16;

  private static final byte[] NO_PARAMETER = new byte[ID_LENGTH];

  /**
   * @throws ProtocolException {@code message-malformed} if a field is not as the operation wants it
   */
  public CardCommand {
    Fields.requireCurrency(currencyNumeric);
    transactionId = Fields.require(transactionId, ID_LENGTH, "the transaction id");
    parameter = Fields.require(parameter, ID_LENGTH, "the parameter");
    if (Fields.requireUnsigned31(counter) == 0) {
      throw ProtocolException.malformed("counter 0");
    }
    requireAmount(operation, amount);
    requireParameter(operation, parameter);
  }

  private static void requireAmount(Operation operation, long amount) {
    Fields.requireUnsigned31(amount);
    boolean right =
        switch (operation) {
          case DEBIT, CREDIT -> amount >= 1;
          case REKEY -> amount >= 1 && amount <= 255;
          case VOID, BLOCK, UNBLOCK, LIMITS -> amount == 0;
        };
    if (!right) {
      throw ProtocolException.malformed("an amount that " + operation + " cannot have");
    }
  }

  private static void requireParameter(Operation operation, byte[] parameter) {
    switch (operation) {
      case DEBIT, REKEY -> {}
      case LIMITS -> {
        Fields fields = new Fields(parameter, ID_LENGTH, "the parameter");
        fields.unsigned31();
        fields.unsigned31();
        fields.zerosToTheEnd();
      }
      case CREDIT, VOID, BLOCK, UNBLOCK -> {
        if (!Arrays.equals(parameter, NO_PARAMETER)) {
          throw ProtocolException.malformed("a parameter that " + operation + " cannot have");
        }
      }
    }
  }

  /** The parameter of the operations that have none: 16 zeros. */
  public static byte[] noParameter() {
    return NO_PARAMETER.clone();
  }

  /**
   * The parameter of LIMITS.
   *
   * @param balanceMax minor units, 0 … 2³¹ − 1
   * @param amountMax minor units of one DEBIT or CREDIT, 0 … 2³¹ − 1
   */
  public static byte[] limits(long balanceMax, long amountMax) {
    return ByteBuffer.allocate(ID_LENGTH)
        .putInt((int) Fields.requireUnsigned31(balanceMax))
        .putInt((int) Fields.requireUnsigned31(amountMax))
        .array();
  }

  /** The 48 bytes that are encrypted. */
  public byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(LENGTH).put((byte) 1).put((byte) operation.code());
    Fields.putCurrency(out, currencyNumeric);
    return out.putInt((int) amount).putInt((int) counter).put(transactionId).put(parameter).array();
  }

  /**
   * @throws ProtocolException {@code message-malformed} if the bytes are no command
   */
  public static CardCommand decode(byte[] plaintext) {
    Fields fields = new Fields(plaintext, LENGTH, "a card command");
    fields.version();
    Operation operation = Operation.of(fields.oneByte());
    int currency = fields.currency();
    long amount = fields.unsigned31();
    long counter = fields.unsigned31();
    byte[] transactionId = fields.take(ID_LENGTH);
    byte[] parameter = fields.take(ID_LENGTH);
    fields.zerosToTheEnd();
    return new CardCommand(operation, currency, amount, counter, transactionId, parameter);
  }

  @Override
  public byte[] transactionId() {
    return transactionId.clone();
  }

  @Override
  public byte[] parameter() {
    return parameter.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CardCommand command && Arrays.equals(encode(), command.encode());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encode());
  }

  /** Neither amount nor parameter: a log tells nothing that could be used. */
  @Override
  public String toString() {
    return operation + " for counter " + counter;
  }
}
