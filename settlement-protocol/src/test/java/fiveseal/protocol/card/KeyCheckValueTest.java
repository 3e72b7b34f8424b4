package fiveseal.protocol.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyCheckValueTest {
  private static final HexFormat HEX = HexFormat.of();

  /** As {@code openssl mac -cipher aes-128-cbc -macopt hexkey:… CMAC} makes it of 16 zero bytes. */
  @ParameterizedTest
  @CsvSource({
    "000102030405060708090a0b0c0d0e0f, be7ed6ae787dd554",
    "2b7e151628aed2a6abf7158809cf4f3c, 7ad386c3760fb349"
  })
  void checkValue_whenKnown_equalsTheKnownAnswer(String key, String value) {
    assertThat(KeyCheckValue.of(HEX.parseHex(key))).isEqualTo(HEX.parseHex(value));
    try (CardKey cardKey = CardKey.of(HEX.parseHex(key))) {
      assertThat(cardKey.checkValue()).isEqualTo(HEX.parseHex(value));
    }
  }

  @Test
  void checkValue_whenAnyBitOfTheKeyIsAnother_isAnother() {
    byte[] key = HEX.parseHex("000102030405060708090a0b0c0d0e0f");
    for (int bit = 0; bit < key.length * Byte.SIZE; bit++) {
      byte[] other = key.clone();
      other[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);

      assertThat(KeyCheckValue.of(other)).isNotEqualTo(KeyCheckValue.of(key));
    }
  }

  @Test
  void checkValue_whenKeyIsClosed_isRefused() {
    CardKey key = CardKey.of(new byte[16]);
    key.close();

    assertThatThrownBy(key::checkValue).isInstanceOf(IllegalStateException.class);
  }
}
