package fiveseal.purse;

/** Where the fields of EXECUTE's answer lie, and its results. */
final class Answer {
  static final short LENGTH = 48;

  static final short VERSION = 0;
  static final short RESULT = 1;
  static final short OPERATION = 2;
  static final short STATE_AFTER = 3;
  static final short COUNTER = 4;
  static final short AMOUNT = 8;
  static final short BALANCE_BEFORE = 12;
  static final short BALANCE_AFTER = 16;
  static final short TRANSACTION_ID = 20;
  static final short ZEROS = 36;

  static final byte THIS_VERSION = 1;

  static final byte DONE = 0;
  static final byte VALUE_INSUFFICIENT = 1;
  static final byte BALANCE_LIMIT = 2;
  static final byte AMOUNT_LIMIT = 3;
  static final byte WRONG_CURRENCY = 4;
  static final byte BLOCKED = 5;

  private Answer() {}
}
