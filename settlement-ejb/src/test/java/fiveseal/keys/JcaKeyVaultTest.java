package fiveseal.keys;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.config.VaultSettings;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.KeyCheckValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JcaKeyVaultTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir static Path directory;
  private static VaultKeys keys;

  private Instant now = NOW;

  @BeforeAll
  static void makeVault() {
    VaultSettings settings =
        VaultSettings.file(directory.resolve("vault"), "correct horse battery");
    keys = BcfksVaultFile.open(settings, VaultEntries.first("manager", NOW, true));
  }

  static Stream<Known> known() throws IOException {
    return lines("card-keys.txt").map(Known::of);
  }

  private static Stream<String> lines(String file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                JcaKeyVaultTest.class.getResourceAsStream(file), StandardCharsets.US_ASCII))) {
      return lines.lines().filter(line -> !line.startsWith("#")).toList().stream();
    }
  }

  /** NIST's answers of KDF in counter mode with HMAC-SHA-256, a counter of four bytes in front. */
  @Test
  void hmac_whenItDerives_equalsNistsAnswer() throws IOException, GeneralSecurityException {
    int answers = 0;
    Map<String, String> known = new TreeMap<>();
    for (String line :
        lines("sp800-108-hmac-sha256.txt").filter(each -> each.contains("=")).toList()) {
      String[] sides = line.strip().split(" *= *", 2);
      known.put(sides[0], sides[1]);
      if (sides[0].equals("KO")) {
        HexFormat hex = HexFormat.of();
        byte[] input = hex.parseHex("00000001" + known.get("FixedInputData"));
        SecretKey key = new SecretKeySpec(hex.parseHex(known.get("KI")), "HmacSHA256");
        byte[] output = hex.parseHex(known.get("KO"));
        int length = Math.min(output.length, 32);

        assertThat(Arrays.copyOf(vault().hmac(key, input), length))
            .isEqualTo(Arrays.copyOf(output, length));
        answers++;
      }
    }
    assertThat(answers).isEqualTo(40);
  }

  @ParameterizedTest
  @MethodSource("known")
  void derive_whenKnown_equalsTheKnownAnswer(Known known) {
    JcaKeyVault vault = vaultOver(known.version, known.master);

    assertThat(vault.derive(known.card, known.version)).isEqualTo(known.cardKey);
    try (CardKey key = vault.cardKey(known.card, known.version)) {
      assertThat(key.proves(Initialize.parse(known.initialize))).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("known")
  void cardKeyCheckValue_whenKnown_isThatOfTheKnownKey(Known known) {
    assertThat(vaultOver(known.version, known.master).cardKeyCheckValue(known.card, known.version))
        .isEqualTo(KeyCheckValue.of(known.cardKey));
  }

  /** As {@code openssl mac -digest sha256 -macopt hexkey:… HMAC} makes it. */
  @Test
  void masterKeyCheckValue_whenKnown_equalsTheKnownAnswer() {
    HexFormat hex = HexFormat.of();
    byte[] master =
        hex.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    assertThat(vaultOver(7, master).masterKeyCheckValue(7))
        .isEqualTo(hex.parseHex("3efb059ec1cdd04c"));
  }

  @ParameterizedTest
  @MethodSource("known")
  void cardKey_whenMasterIsAnother_provesNothing(Known known) {
    byte[] other = known.master.clone();
    other[31] ^= 1;
    try (CardKey key = vaultOver(known.version, other).cardKey(known.card, known.version)) {
      assertThat(key.proves(Initialize.parse(known.initialize))).isFalse();
    }
  }

  @Test
  void checkValues_whenManyCardsUnderTwoVersions_areDistinct() {
    assertThat(distinctCheckValues(20_000)).isEqualTo(2 * 20_000);
  }

  @Test
  @Tag("long")
  void checkValues_whenAMillionCardsUnderTwoVersions_areDistinct() {
    assertThat(distinctCheckValues(1_000_000)).isEqualTo(2 * 1_000_000);
  }

  /** Of so many cards one after the other, each under two versions. */
  private long distinctCheckValues(int cards) {
    byte[] second = new byte[32];
    second[0] = 1;
    JcaKeyVault vault = vaultOver(2, second);
    return IntStream.range(0, cards)
        .parallel()
        .mapToObj(i -> CardNumber.withCheckDigit("9392" + String.format(Locale.ROOT, "%011d", i)))
        .flatMapToLong(
            card ->
                IntStream.of(1, 2)
                    .mapToLong(v -> ByteBuffer.wrap(vault.cardKeyCheckValue(card, v)).getLong()))
        .distinct()
        .count();
  }

  @Test
  void cardKeyVersion_whenThereAreSeveral_isTheHighest() {
    assertThat(vault().cardKeyVersion()).isEqualTo(1);
    assertThat(vaultOver(7, new byte[32]).cardKeyVersion()).isEqualTo(7);
  }

  @Test
  void publicApi_whenReflectedUpon_letsNoKeyOut() {
    for (Class<?> type :
        List.of(
            KeyVault.class,
            KeyVaultProducer.class,
            CertificationRequest.class,
            ManagerCertificate.class,
            ManagerKey.class,
            ManagerKeyHistory.class,
            VaultOpening.class,
            VaultReadiness.class,
            VaultException.class)) {
      assertThat(Modifier.isPublic(type.getModifiers())).isTrue();
      reachable(type).forEach(JcaKeyVaultTest::requireNoKey);
    }
    assertThat(
            Stream.of(
                    JcaKeyVault.class,
                    VaultKeys.class,
                    CertifiedKey.class,
                    BcfksVaultFile.class,
                    Authority.class)
                .filter(type -> Modifier.isPublic(type.getModifiers())))
        .isEmpty();
  }

  @Test
  void toString_whenLogged_showsNoKey() {
    byte[] master = keys.cardMasters().get(1).getEncoded();

    assertThat(List.of(keys, keys.signings().get(1), vault(), vault().signer()).toString())
        .doesNotContain(HexFormat.of().formatHex(master))
        .doesNotContain("PrivateKey");
  }

  private static Stream<Executable> reachable(Class<?> type) {
    Stream<Method> methods = Arrays.stream(type.getDeclaredMethods());
    Stream<Constructor<?>> constructors = Arrays.stream(type.getDeclaredConstructors());
    return Stream.<Executable>concat(methods, constructors)
        .filter(each -> Modifier.isPublic(each.getModifiers()));
  }

  private static void requireNoKey(Executable executable) {
    List<Class<?>> types = new ArrayList<>(List.of(executable.getParameterTypes()));
    if (executable instanceof Method method) {
      types.add(method.getReturnType());
    }
    for (Class<?> type : types) {
      assertThat(
              PrivateKey.class.isAssignableFrom(type)
                  || SecretKey.class.isAssignableFrom(type)
                  || type == Key.class
                  || type == KeyPair.class
                  || type == Provider.class)
          .as("%s in %s", type, executable)
          .isFalse();
    }
  }

  private JcaKeyVault vault() {
    return new JcaKeyVault(keys, "manager", clock());
  }

  private InstantSource clock() {
    return () -> now;
  }

  private JcaKeyVault vaultOver(int version, byte[] master) {
    TreeMap<Integer, SecretKey> masters = new TreeMap<>(keys.cardMasters());
    masters.put(version, new SecretKeySpec(master, "HmacSHA256"));
    VaultKeys shaped =
        new VaultKeys(
            keys.provider(),
            keys.signatureAlgorithm(),
            keys.authorities(),
            keys.signings(),
            masters,
            keys.oneTimeCodes());
    return new JcaKeyVault(shaped, "manager", clock());
  }

  private record Known(
      byte[] master, CardNumber card, int version, byte[] cardKey, byte[] initialize) {
    static Known of(String line) {
      String[] fields = line.split(" ", -1);
      HexFormat hex = HexFormat.of();
      return new Known(
          hex.parseHex(fields[0]),
          new CardNumber(fields[1]),
          Integer.parseInt(fields[2]),
          hex.parseHex(fields[3]),
          hex.parseHex(fields[4]));
    }
  }
}
