package fiveseal.access;

import java.util.HexFormat;

/**
 * Of which, with the vault's key, a user's secret for one-time codes is derived.
 *
 * @param hex 32 digits
 */
record CodeSalt(String hex) {
  private static final HexFormat HEX = HexFormat.of();

  static CodeSalt of(byte[] bytes) {
    return new CodeSalt(HEX.formatHex(bytes));
  }

  /** 16 bytes. */
  byte[] bytes() {
    return HEX.parseHex(hex);
  }
}
