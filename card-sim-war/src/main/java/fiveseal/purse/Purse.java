package fiveseal.purse;

import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.AESKey;
import javacard.security.KeyBuilder;

/**
 * What a card keeps without power. A blank purse is personalized once; then each command that was
 * proven, done or declined, consumes one counter, and everything it changes changes in one
 * transaction. Keys lie in two slots: a new one goes to the slot that is not in use, and the
 * transaction switches.
 */
final class Purse {
  static final byte NOT_PERSONALIZED = 0;
  static final byte ACTIVE = 1;
  static final byte BLOCKED = 2;

  /** Card number, currency, minor-unit digits: as SELECT answers them. */
  static final short IDENTITY_LENGTH = 11;

  /** Where the fields of PERSONALIZE lie. */
  static final short PERSONALIZATION_LENGTH = 36;

  private static final short CURRENCY = 8;
  private static final short BALANCE_MAX = 11;
  private static final short AMOUNT_MAX = 15;
  private static final short KEY_VERSION = 19;
  private static final short KEY = 20;

  /** Where the limits lie in their array. */
  private static final short LIMITS_LENGTH = 8;

  private static final short LIMIT_OF_BALANCE = 0;
  private static final short LIMIT_OF_AMOUNT = 4;

  private final byte[] identity = new byte[IDENTITY_LENGTH];
  private final byte[] limits = new byte[LIMITS_LENGTH];
  private final byte[] counter = new byte[Unsigned31.LENGTH];
  private final byte[] balance = new byte[Unsigned31.LENGTH];
  private final byte[] keyVersions = new byte[2];
  private final AESKey key0;
  private final AESKey key1;
  private final History history = new History();
  private byte slot;
  private byte state;

  /** The answer in the making. */
  private final byte[] answer;

  Purse() {
    key0 = persistentKey();
    key1 = persistentKey();
    answer = JCSystem.makeTransientByteArray(Answer.LENGTH, JCSystem.CLEAR_ON_DESELECT);
  }

  private static AESKey persistentKey() {
    return (AESKey) KeyBuilder.buildKey(KeyBuilder.TYPE_AES, KeyBuilder.LENGTH_AES_128, false);
  }

  byte state() {
    return state;
  }

  AESKey key() {
    return slot == 0 ? key0 : key1;
  }

  byte keyVersion() {
    return keyVersions[slot];
  }

  History history() {
    return history;
  }

  byte[] counter() {
    return counter;
  }

  /** Whether the counter has reached 7FFFFFFF: nothing is executed any more. */
  boolean isCounterAtItsEnd() {
    return counter[0] == (byte) 0x7F
        && counter[1] == (byte) 0xFF
        && counter[2] == (byte) 0xFF
        && counter[3] == (byte) 0xFF;
  }

  void readIdentity(byte[] to, short offset) {
    Util.arrayCopyNonAtomic(identity, (short) 0, to, offset, IDENTITY_LENGTH);
  }

  void readCounterAndBalance(byte[] to) {
    Util.arrayCopyNonAtomic(counter, (short) 0, to, (short) 0, Unsigned31.LENGTH);
    Util.arrayCopyNonAtomic(balance, (short) 0, to, Unsigned31.LENGTH, Unsigned31.LENGTH);
  }

  /** Whether these fields make a purse. */
  static boolean isPersonalization(byte[] data, short offset) {
    return Bcd.isCardNumber(data, offset)
        && Bcd.isCurrency(data, (short) (offset + CURRENCY))
        && Unsigned31.isInRange(data, (short) (offset + BALANCE_MAX))
        && Unsigned31.isInRange(data, (short) (offset + AMOUNT_MAX))
        && data[(short) (offset + KEY_VERSION)] != 0;
  }

  void personalize(byte[] data, short offset) {
    key0.setKey(data, (short) (offset + KEY));
    JCSystem.beginTransaction();
    Util.arrayCopy(data, offset, identity, (short) 0, IDENTITY_LENGTH);
    Util.arrayCopy(data, (short) (offset + BALANCE_MAX), limits, (short) 0, LIMITS_LENGTH);
    keyVersions[0] = data[(short) (offset + KEY_VERSION)];
    slot = 0;
    Unsigned31.increment(counter);
    state = ACTIVE;
    JCSystem.commitTransaction();
  }

  /** What becomes of a command whose MAC, form and counter are right. */
  byte decide(byte[] command) {
    byte operation = command[Command.OPERATION];
    if (Util.arrayCompare(command, Command.CURRENCY, identity, CURRENCY, Bcd.CURRENCY_LENGTH)
        != 0) {
      return Answer.WRONG_CURRENCY;
    }
    if (state == BLOCKED && (Command.movesValue(operation) || operation == Command.LIMITS)) {
      return Answer.BLOCKED;
    }
    if (!Command.movesValue(operation)) {
      return Answer.DONE;
    }
    if (Unsigned31.isGreater(command, Command.AMOUNT, limits, LIMIT_OF_AMOUNT)) {
      return Answer.AMOUNT_LIMIT;
    }
    if (operation == Command.DEBIT) {
      return Unsigned31.isGreater(command, Command.AMOUNT, balance, (short) 0)
          ? Answer.VALUE_INSUFFICIENT
          : Answer.DONE;
    }
    return isRoomFor(command) ? Answer.DONE : Answer.BALANCE_LIMIT;
  }

  private boolean isRoomFor(byte[] command) {
    Unsigned31.add(balance, (short) 0, command, Command.AMOUNT, answer, Answer.BALANCE_AFTER);
    return Unsigned31.isInRange(answer, Answer.BALANCE_AFTER)
        && !Unsigned31.isGreater(answer, Answer.BALANCE_AFTER, limits, LIMIT_OF_BALANCE);
  }

  /** The answer's plaintext; nothing has changed yet. */
  byte[] prepareAnswer(byte[] command, byte result) {
    Util.arrayFillNonAtomic(answer, (short) 0, Answer.LENGTH, (byte) 0);
    answer[Answer.VERSION] = Answer.THIS_VERSION;
    answer[Answer.RESULT] = result;
    answer[Answer.OPERATION] = command[Command.OPERATION];
    answer[Answer.STATE_AFTER] = stateAfter(command[Command.OPERATION], result);
    copy(counter, (short) 0, Answer.COUNTER, Unsigned31.LENGTH);
    copy(command, Command.AMOUNT, Answer.AMOUNT, Unsigned31.LENGTH);
    copy(balance, (short) 0, Answer.BALANCE_BEFORE, Unsigned31.LENGTH);
    copy(balance, (short) 0, Answer.BALANCE_AFTER, Unsigned31.LENGTH);
    copy(command, Command.TRANSACTION_ID, Answer.TRANSACTION_ID, Command.ID_LENGTH);
    if (result == Answer.DONE && command[Command.OPERATION] == Command.DEBIT) {
      Unsigned31.subtract(
          balance, (short) 0, command, Command.AMOUNT, answer, Answer.BALANCE_AFTER);
    } else if (result == Answer.DONE && command[Command.OPERATION] == Command.CREDIT) {
      Unsigned31.add(balance, (short) 0, command, Command.AMOUNT, answer, Answer.BALANCE_AFTER);
    }
    return answer;
  }

  private void copy(byte[] from, short offset, short to, short length) {
    Util.arrayCopyNonAtomic(from, offset, answer, to, length);
  }

  private byte stateAfter(byte operation, byte result) {
    if (result == Answer.DONE && operation == Command.BLOCK) {
      return BLOCKED;
    }
    if (result == Answer.DONE && operation == Command.UNBLOCK) {
      return ACTIVE;
    }
    return state;
  }

  /** Does what the prepared answer says, in one transaction. */
  void perform(byte[] command, byte[] sealedAnswer) {
    boolean done = answer[Answer.RESULT] == Answer.DONE;
    boolean rekeyed = done && command[Command.OPERATION] == Command.REKEY;
    byte otherSlot = (byte) (1 - slot);
    if (rekeyed) {
      // The slot is not in use: torn here, nothing has happened yet.
      (otherSlot == 0 ? key0 : key1).setKey(command, Command.PARAMETER);
    }
    JCSystem.beginTransaction();
    if (rekeyed) {
      keyVersions[otherSlot] = command[Command.newKeyVersion()];
      slot = otherSlot;
    }
    if (done && command[Command.OPERATION] == Command.LIMITS) {
      Util.arrayCopy(command, Command.PARAMETER, limits, (short) 0, LIMITS_LENGTH);
    }
    state = answer[Answer.STATE_AFTER];
    Util.arrayCopy(answer, Answer.BALANCE_AFTER, balance, (short) 0, Unsigned31.LENGTH);
    Unsigned31.increment(counter);
    history.add(answer, sealedAnswer);
    JCSystem.commitTransaction();
  }
}
