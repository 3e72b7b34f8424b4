package fiveseal.keys;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.config.VaultSettings;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.card.Initialize;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JcaKeyVaultTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final CardNumber CARD = new CardNumber("9392000000000015");

  @TempDir static Path directory;
  private static VaultKeys keys;

  private Instant now = NOW;

  @BeforeAll
  static void makeVault() {
    VaultSettings settings =
        VaultSettings.file(directory.resolve("vault"), "correct horse battery");
    keys = BcfksVaultFile.openOrMake(settings, "manager", NOW);
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
  void cardKey_whenMasterIsAnother_provesNothing(Known known) {
    byte[] other = known.master.clone();
    other[31] ^= 1;
    try (CardKey key = vaultOver(known.version, other).cardKey(known.card, known.version)) {
      assertThat(key.proves(Initialize.parse(known.initialize))).isFalse();
    }
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

    assertThat(List.of(keys, keys.signing(), vault(), vault().signer()).toString())
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
            keys.authority(),
            keys.signing(),
            keys.authorities(),
            keys.signings(),
            masters);
    return new JcaKeyVault(shaped, "manager", clock());
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BouncyCastle.PROVIDER);
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static ThrowingConsumer<Throwable> is(ErrorCode code) {
    return e -> assertThat(((ProtocolException) e).code()).isEqualTo(code);
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
