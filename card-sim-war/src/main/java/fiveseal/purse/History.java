package fiveseal.purse;

import javacard.framework.Util;

/**
 * The last ten commands that consumed a counter: what was answered, byte for byte, and what the
 * holder may read of it. A ring: the newest takes the oldest's place.
 */
final class History {
  static final short NOT_FOUND = -1;

  static final short ANSWER_LENGTH = 64;
  static final short RECORD_LENGTH = 30;

  private static final short KEPT = 10;

  /** Where the fields of a record lie. */
  private static final short COUNTER = 0;

  private static final short OPERATION = 4;
  private static final short RESULT = 5;
  private static final short AMOUNT = 6;
  private static final short BALANCE_AFTER = 10;
  private static final short TRANSACTION_ID = 14;

  private final byte[] answers = new byte[(short) (KEPT * ANSWER_LENGTH)];
  private final byte[] records = new byte[(short) (KEPT * RECORD_LENGTH)];
  private byte used;
  private byte next;

  /**
   * Call in a transaction.
   *
   * @param plain the answer's plaintext, of which the record is made
   * @param sealed the answer as it was sealed
   */
  void add(byte[] plain, byte[] sealed) {
    Util.arrayCopy(sealed, (short) 0, answers, answer(next), ANSWER_LENGTH);
    short record = record(next);
    copy(plain, Answer.COUNTER, (short) (record + COUNTER), Unsigned31.LENGTH);
    records[(short) (record + OPERATION)] = plain[Answer.OPERATION];
    records[(short) (record + RESULT)] = plain[Answer.RESULT];
    copy(plain, Answer.AMOUNT, (short) (record + AMOUNT), Unsigned31.LENGTH);
    copy(plain, Answer.BALANCE_AFTER, (short) (record + BALANCE_AFTER), Unsigned31.LENGTH);
    copy(plain, Answer.TRANSACTION_ID, (short) (record + TRANSACTION_ID), Command.ID_LENGTH);
    next = (byte) ((short) (next + 1) % KEPT);
    if (used < KEPT) {
      used++;
    }
  }

  private void copy(byte[] from, short fromOffset, short toOffset, short length) {
    Util.arrayCopy(from, fromOffset, records, toOffset, length);
  }

  /** The place of the command that consumed this counter, or {@link #NOT_FOUND}. */
  short find(byte[] counter, short offset) {
    for (short place = 0; place < used; place++) {
      if (Unsigned31.isEqual(records, record(place), counter, offset)) {
        return place;
      }
    }
    return NOT_FOUND;
  }

  /**
   * The place of the n-th newest command, or {@link #NOT_FOUND}.
   *
   * @param number from 1
   */
  short newest(short number) {
    if (number > used) {
      return NOT_FOUND;
    }
    return (short) ((short) (next + KEPT - number) % KEPT);
  }

  void readAnswer(short place, byte[] to) {
    Util.arrayCopyNonAtomic(answers, answer(place), to, (short) 0, ANSWER_LENGTH);
  }

  void readRecord(short place, byte[] to) {
    Util.arrayCopyNonAtomic(records, record(place), to, (short) 0, RECORD_LENGTH);
  }

  private static short answer(short place) {
    return (short) (place * ANSWER_LENGTH);
  }

  private static short record(short place) {
    return (short) (place * RECORD_LENGTH);
  }
}
