package fiveseal.purse;

/** Where the fields of EXECUTE's plaintext lie, and whether they are well formed. */
final class Command {
  static final short LENGTH = 48;

  static final short VERSION = 0;
  static final short OPERATION = 1;
  static final short CURRENCY = 2;
  static final short AMOUNT = 4;
  static final short COUNTER = 8;
  static final short TRANSACTION_ID = 12;
  static final short PARAMETER = 28;
  static final short ZEROS = 44;

  static final short ID_LENGTH = 16;

  static final byte DEBIT = 1;
  static final byte CREDIT = 2;
  static final byte VOID = 3;
  static final byte REKEY = 4;
  static final byte BLOCK = 5;
  static final byte UNBLOCK = 6;
  static final byte LIMITS = 7;

  private static final byte THIS_VERSION = 1;

  private Command() {}

  static boolean movesValue(byte operation) {
    return operation == DEBIT || operation == CREDIT;
  }

  /** Whether a card with this key version may look at the command any further. */
  static boolean isWellFormed(byte[] command, byte keyVersion) {
    return command[VERSION] == THIS_VERSION
        && Bcd.isCurrency(command, CURRENCY)
        && isZero(command, ZEROS, LENGTH)
        && hasItsOwnFields(command, keyVersion);
  }

  private static boolean hasItsOwnFields(byte[] command, byte keyVersion) {
    switch (command[OPERATION]) {
      case DEBIT:
        return isMoney(command);
      case CREDIT:
        return isMoney(command) && isZero(command, PARAMETER, ZEROS);
      case VOID:
      case BLOCK:
      case UNBLOCK:
        return Unsigned31.isZero(command, AMOUNT) && isZero(command, PARAMETER, ZEROS);
      case REKEY:
        return isZero(command, AMOUNT, newKeyVersion())
            && (short) (command[newKeyVersion()] & 0xFF) > (short) (keyVersion & 0xFF);
      case LIMITS:
        return Unsigned31.isZero(command, AMOUNT)
            && Unsigned31.isInRange(command, PARAMETER)
            && Unsigned31.isInRange(command, (short) (PARAMETER + Unsigned31.LENGTH))
            && isZero(command, (short) (PARAMETER + 8), ZEROS);
      default:
        return false;
    }
  }

  /** The new key version of REKEY: the amount's last byte. */
  static short newKeyVersion() {
    return (short) (COUNTER - 1);
  }

  private static boolean isMoney(byte[] command) {
    return Unsigned31.isInRange(command, AMOUNT) && !Unsigned31.isZero(command, AMOUNT);
  }

  private static boolean isZero(byte[] command, short from, short to) {
    byte any = 0;
    for (short i = from; i < to; i++) {
      any |= command[i];
    }
    return any == 0;
  }
}
