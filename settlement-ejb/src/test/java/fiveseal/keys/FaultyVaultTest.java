package fiveseal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import fiveseal.config.VaultSettings;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.Signer;
import fiveseal.protocol.jws.SigningKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The node's vault over a provider that fails at any of its calls, and comes back. */
class FaultyVaultTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final CardNumber CARD = new CardNumber("9392000000000015");
  private static final byte[] INPUT = {1, 2, 3};

  @TempDir static Path directory;
  private static VaultKeys keys;

  private final FaultyProvider provider = new FaultyProvider();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicLong seconds = new AtomicLong();
  private KeyVault vault;

  /** What the vault says of faults that are meant tells nothing here. */
  private static final Logger SAID = Logger.getLogger("fiveseal.keys");

  @BeforeAll
  static void silenceTheVault() {
    SAID.setLevel(Level.OFF);
  }

  @AfterAll
  static void letTheVaultSpeak() {
    SAID.setLevel(null);
  }

  @BeforeAll
  static void makeVault() {
    VaultSettings settings =
        VaultSettings.file(directory.resolve("vault"), "correct horse battery");
    keys = BcfksVaultFile.open(settings, VaultEntries.first("manager", NOW, true));
  }

  @BeforeEach
  void openVault() {
    VaultKeys faulty =
        new VaultKeys(
            provider,
            keys.signatureAlgorithm(),
            keys.authorities(),
            keys.signings(),
            keys.cardMasters(),
            keys.oneTimeCodes());
    vault = new ReopeningVault(() -> open(faulty), () -> open(faulty), kid -> false, this::now);
  }

  private JcaKeyVault open(VaultKeys faulty) {
    opened.incrementAndGet();
    try {
      return new JcaKeyVault(faulty, "manager", this::now);
    } catch (ProtocolException e) {
      throw new VaultException("it does not work", e);
    }
  }

  private Instant now() {
    return NOW.plusSeconds(seconds.get());
  }

  /** All that a node asks its vault to compute, by name. */
  private Map<String, Callable<?>> uses() throws JOSEException {
    Map<String, Object> bureau =
        new ECKeyGenerator(Curve.P_256).generate().toPublicJWK().toJSONObject();
    CertificationRequest request =
        CertificationRequest.parse(SigningKey.generate().certificationRequest("x"));
    Map<String, Callable<?>> uses = new LinkedHashMap<>();
    uses.put("sign", () -> vault.signer().sign(INPUT));
    uses.put("derive", () -> vault.cardKey(CARD, 1));
    uses.put("check a card's key", () -> vault.cardKeyCheckValue(CARD, 1));
    uses.put("code", () -> vault.codeSecret(new byte[CodeSecretDerivation.SALT_BYTES]));
    BlankCards cards = new BlankCards("b", "b", "JPY", 9, 9, 1, List.of(CARD));
    uses.put("personalize", () -> vault.personalization(cards, bureau));
    Instant tomorrow = NOW.plus(Duration.ofDays(1));
    CertificateTerms terms =
        new CertificateTerms("s", NOW, tomorrow, URI.create("https://p.example"));
    uses.put("issue", () -> vault.issue(request, terms));
    RevocationList list = new RevocationList(1, NOW, tomorrow, List.of());
    String authority = vault.authorityKid();
    uses.put("list what is revoked", () -> vault.revocationList(authority, list));
    return uses;
  }

  @ParameterizedTest
  @EnumSource
  void everyUse_whereverItFails_isUnavailable_andWorksAgainWithoutARestart(
      FaultyProvider.Fault fault) throws Exception {
    for (Map.Entry<String, Callable<?>> use : uses().entrySet()) {
      int failures = 0;
      while (failsAfter(failures, fault, use.getValue())) {
        failures++;
        assertThat(vault.usable()).as(use.getKey()).isFalse();
        provider.mend();
        seconds.addAndGet(5);
        assertThat(use.getValue().call()).as(use.getKey()).isNotNull();
        assertThat(vault.usable()).as(use.getKey()).isTrue();
      }
      assertThat(failures).as("calls of %s into the provider", use.getKey()).isGreaterThan(1);
    }
  }

  /** Whether the use, then begun, makes so many calls that it meets the fault. */
  private boolean failsAfter(int calls, FaultyProvider.Fault fault, Callable<?> use)
      throws Exception {
    provider.failAfter(calls, fault);
    try {
      use.call();
      provider.mend();
      return false;
    } catch (ProtocolException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      return true;
    }
  }

  @Test
  void vault_whileItIsAway_isNotAskedByEveryone() {
    Signer signer = vault.signer();
    provider.failAfter(0, FaultyProvider.Fault.REMOVED);
    assertUnavailable(() -> signer.sign(INPUT));
    int before = opened.get();
    for (int i = 0; i < 100; i++) {
      assertUnavailable(() -> vault.cardKey(CARD, 1));
    }

    assertThat(opened.get()).isEqualTo(before + 1);
  }

  /** Signers outlive what they came from: one of before fails, or signs as it always did. */
  @Test
  void signer_ofBefore_whenVaultWasReopened_stillSignsWithItsOwnKey() {
    Signer before = vault.signer();
    provider.failAfter(0, FaultyProvider.Fault.SESSION_LOST);
    assertUnavailable(() -> before.sign(INPUT));
    provider.mend();
    assertThat(vault.usable()).isTrue();

    assertThat(PublicKeys.verify(keys.signings().get(1).publicKey(), INPUT, before.sign(INPUT)))
        .isTrue();
    assertThat(before.kid()).isEqualTo(vault.signer().kid());
  }

  @Test
  void manyThreads_whileItFailsAndComesBack_getARightAnswerOrUnavailable() throws Exception {
    byte[] expected = vault.cardKeyCheckValue(CARD, 1);
    AtomicInteger right = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<Void> work =
          () -> {
            for (int i = 0; i < 300; i++) {
              useOnce(expected, right, refused);
            }
            return null;
          };
      for (Future<Void> done :
          threads.invokeAll(Stream.generate(() -> work).limit(4).toList(), 60, TimeUnit.SECONDS)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    provider.mend();
    seconds.addAndGet(5);
    assertThat(vault.usable()).isTrue();
    assertThat(right.get()).isPositive();
    assertThat(refused.get()).isPositive();
    assertThat(right.get() + refused.get()).isEqualTo(4 * 300);
  }

  private void useOnce(byte[] expected, AtomicInteger right, AtomicInteger refused) {
    int chance = ThreadLocalRandom.current().nextInt(20);
    if (chance == 0) {
      provider.failAfter(3, FaultyProvider.Fault.SESSION_LOST);
    } else if (chance < 3) {
      provider.mend();
      seconds.addAndGet(5);
    }
    try {
      assertThat(vault.cardKeyCheckValue(CARD, 1)).isEqualTo(expected);
      byte[] signature = vault.signer().sign(INPUT);
      assertThat(PublicKeys.verify(keys.signings().get(1).publicKey(), INPUT, signature)).isTrue();
      right.incrementAndGet();
    } catch (ProtocolException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      refused.incrementAndGet();
    }
  }

  private static void assertUnavailable(Callable<?> use) {
    assertThatThrownBy(use::call)
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
  }
}
