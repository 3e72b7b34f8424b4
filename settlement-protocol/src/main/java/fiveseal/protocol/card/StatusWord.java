package fiveseal.protocol.card;

import java.util.Locale;

/**
 * The two bytes that end every response (ISO/IEC 7816-4 section 5.6).
 *
 * @param value 0 … FFFF
 */
public record StatusWord(int value) {
  public static final StatusWord OK = new StatusWord(0x9000);
  public static final StatusWord WRONG_LENGTH = new StatusWord(0x6700);
  public static final StatusWord SECURITY_STATUS_NOT_SATISFIED = new StatusWord(0x6982);
  public static final StatusWord CONDITIONS_NOT_SATISFIED = new StatusWord(0x6985);
  public static final StatusWord WRONG_DATA = new StatusWord(0x6A80);
  public static final StatusWord FILE_NOT_FOUND = new StatusWord(0x6A82);
  public static final StatusWord RECORD_NOT_FOUND = new StatusWord(0x6A83);
  public static final StatusWord WRONG_P1P2 = new StatusWord(0x6B00);
  public static final StatusWord INS_NOT_SUPPORTED = new StatusWord(0x6D00);
  public static final StatusWord CLA_NOT_SUPPORTED = new StatusWord(0x6E00);

  public StatusWord {
    if (value < 0 || value > 0xFFFF) {
      throw new IllegalArgumentException("a status word has two bytes");
    }
  }

  /** Four hex digits. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%04X", value);
  }
}
