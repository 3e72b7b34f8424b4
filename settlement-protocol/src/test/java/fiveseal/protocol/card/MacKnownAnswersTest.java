package fiveseal.protocol.card;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.Wycheproof;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our MAC against NIST's answers (SP 800-38B, SP 800-108) and Wycheproof's cases. */
class MacKnownAnswersTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final Set<Integer> AES_KEY_BITS = Set.of(128, 192, 256);

  static List<Map<String, String>> cmac() throws IOException {
    return blocks("nist-800-38b-aes128.txt", "OUTPUT");
  }

  static List<Map<String, String>> keyDerivation() throws IOException {
    return blocks("sp800-108-cmac-aes128.txt", "KO");
  }

  static List<Wycheproof.Case> wycheproof() {
    return Wycheproof.cases("aes_cmac_test");
  }

  @ParameterizedTest
  @MethodSource("cmac")
  void cmac_equalsNistsAnswer(Map<String, String> known) {
    assertThat(SessionKeys.cmac(hex(known, "KEY"), hex(known, "MESSAGE")))
        .isEqualTo(hex(known, "OUTPUT"));
  }

  /** A session key is the first block, made with a counter of one byte before the fixed input. */
  @ParameterizedTest
  @MethodSource("keyDerivation")
  void firstBlock_equalsNistsAnswer(Map<String, String> known) {
    byte[] block = SessionKeys.cmac(hex(known, "KI"), new byte[] {1}, hex(known, "FixedInputData"));

    assertThat(block).isEqualTo(Arrays.copyOf(hex(known, "KO"), block.length));
  }

  @ParameterizedTest
  @MethodSource("wycheproof")
  void cmac_isAsLabelled(Wycheproof.Case known) {
    byte[] key = HEX.parseHex(known.text("key"));
    byte[] message = HEX.parseHex(known.text("msg"));
    byte[] tag = HEX.parseHex(known.text("tag"));

    if (AES_KEY_BITS.contains(key.length * Byte.SIZE)) {
      assertThat(Arrays.equals(SessionKeys.cmac(key, message), tag)).isEqualTo(known.isValid());
    } else {
      assertThat(known.isValid()).isFalse();
      assertThatThrownBy(() -> SessionKeys.cmac(key, message))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void sessionKey_isTheDerivationThatNistsAnswersCheck() {
    byte[] cardKey = HEX.parseHex("000102030405060708090a0b0c0d0e0f");
    byte[] challenge = HEX.parseHex("a0a1a2a3a4a5a6a7");
    byte[] fixed = HEX.parseHex("52454e43" + "00" + "00000007" + "a0a1a2a3a4a5a6a7" + "0080");

    assertThat(new SessionKeys(cardKey, 7, challenge).key(SessionKeys.Label.RENC))
        .isEqualTo(SessionKeys.cmac(cardKey, new byte[] {1}, fixed));
  }

  private static byte[] hex(Map<String, String> known, String name) {
    return HEX.parseHex(known.get(name));
  }

  /** NIST's form: lines of {@code name = value}, the last of each answer having that name. */
  private static List<Map<String, String>> blocks(String file, String last) throws IOException {
    List<Map<String, String>> blocks = new ArrayList<>();
    Map<String, String> block = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                MacKnownAnswersTest.class.getResourceAsStream("/vectors/nist/" + file),
                US_ASCII))) {
      for (String line : lines.lines().filter(each -> each.contains("=")).toList()) {
        String[] sides = line.strip().split(" *= *", 2);
        block.put(sides[0], sides[1]);
        if (sides[0].equals(last)) {
          blocks.add(block);
          block = new HashMap<>();
        }
      }
    }
    return blocks;
  }
}
