package fiveseal.purse;

/** Numbers of 31 bits in four bytes, big-endian, since a card need not know {@code int}. */
final class Unsigned31 {
  static final short LENGTH = 4;

  private Unsigned31() {}

  /** Whether the first bit is zero. */
  static boolean isInRange(byte[] number, short offset) {
    return number[offset] >= 0;
  }

  static boolean isZero(byte[] number, short offset) {
    return (byte)
            (number[offset]
                | number[(short) (offset + 1)]
                | number[(short) (offset + 2)]
                | number[(short) (offset + 3)])
        == 0;
  }

  /** Whether a > b. */
  static boolean isGreater(byte[] a, short aOffset, byte[] b, short bOffset) {
    for (short i = 0; i < LENGTH; i++) {
      short left = (short) (a[(short) (aOffset + i)] & 0xFF);
      short right = (short) (b[(short) (bOffset + i)] & 0xFF);
      if (left != right) {
        return left > right;
      }
    }
    return false;
  }

  static boolean isEqual(byte[] a, short aOffset, byte[] b, short bOffset) {
    return !isGreater(a, aOffset, b, bOffset) && !isGreater(b, bOffset, a, aOffset);
  }

  /** sum = a + b; {@link #isInRange} tells whether it fitted. */
  static void add(byte[] a, short aOffset, byte[] b, short bOffset, byte[] sum, short sumOffset) {
    short carry = 0;
    for (short i = 3; i >= 0; i--) {
      carry =
          (short)
              (carry
                  + (short) (a[(short) (aOffset + i)] & 0xFF)
                  + (short) (b[(short) (bOffset + i)] & 0xFF));
      sum[(short) (sumOffset + i)] = (byte) carry;
      carry = (short) (carry >> 8);
    }
  }

  /** difference = a − b, where a is not less than b. */
  static void subtract(
      byte[] a, short aOffset, byte[] b, short bOffset, byte[] difference, short offset) {
    short borrow = 0;
    for (short i = 3; i >= 0; i--) {
      borrow =
          (short)
              (borrow
                  + (short) (a[(short) (aOffset + i)] & 0xFF)
                  - (short) (b[(short) (bOffset + i)] & 0xFF));
      difference[(short) (offset + i)] = (byte) borrow;
      borrow = (short) (borrow >> 8);
    }
  }

  /** number = number + 1, where it is less than its maximum. */
  static void increment(byte[] number) {
    for (short i = 3; i >= 0; i--) {
      number[i]++;
      if (number[i] != 0) {
        return;
      }
    }
  }
}
