package fiveseal.clientdevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fiveseal.protocol.KeySuccession;
import fiveseal.protocol.KeySuccession.Reason;
import fiveseal.protocol.jws.KeyRole;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are believed at first use and held on to. */
class PinnedKeysTest {
  @TempDir Path home;
  private DeviceBench bench;
  private FakeManager manager;

  @BeforeEach
  void start() throws Exception {
    bench = new DeviceBench(home);
    manager = bench.manager;
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void managerId_atFirstUse_pinsAndShowsTheFingerprint() {
    PinnedKeys keys = bench.device().keys();

    assertThat(keys.managerId()).isEqualTo("manager");
    assertThat(bench.shown())
        .contains("pinned the key " + manager.managerKey.kid() + " of manager");
    assertThat(keys.byKid(manager.managerKey.kid()).orElseThrow().role())
        .isEqualTo(KeyRole.MANAGER);
  }

  @Test
  void managerId_atSecondUse_pinsNothingNew() throws Exception {
    bench.device().keys().managerId();
    String before = pins();
    bench.device().keys().managerId();

    assertThat(pins()).isEqualTo(before);
    assertThat(bench.shown()).containsOnlyOnce("pinned the key");
  }

  @Test
  @DisplayName("Claim 4 refuses: a manager's key other than the pinned one, even if certified")
  void managerId_whenTheKeyWasExchanged_isRefused() throws Exception {
    bench.device().keys().managerId();
    manager.published.put(
        "", List.of(manager.ca.published("manager", SigningKey.generate().publicKey())));

    assertRefused("is not the one pinned at first use");
    assertThat(catchThrowableOfType(DeviceException.class, bench::pay).outcome())
        .isEqualTo(Outcome.KEY_CHANGED);
    assertThat(bench.card.executed).isEmpty();
  }

  @Test
  void managerId_whenANewKeySucceedsThePinnedOne_isTakenOver() throws Exception {
    bench.device().keys().managerId();
    SigningKey next = joined();
    manager.successions.add(succession(next, manager.managerKey, Reason.ROTATED));
    PinnedKeys keys = bench.device().keys();
    keys.managerId();

    assertThat(keys.byKid(next.kid())).isPresent();
    assertThat(pins()).contains(next.kid(), manager.managerKey.kid());
  }

  @Test
  void managerId_whenTheOldKeyIsCompromised_isFollowedByTheCasWordAlone() throws Exception {
    bench.device().keys().managerId();
    SigningKey next = joined();
    manager.successions.add(succession(next, manager.managerKey, Reason.COMPROMISED));
    PinnedKeys keys = bench.device().keys();
    keys.managerId();

    assertThat(keys.byKid(next.kid())).isPresent();
  }

  @Test
  @DisplayName("Claim 4 refuses: a certified key that does not succeed the pinned one in its words")
  void managerId_whenANewKeySucceedsNone_isPassedOver() throws Exception {
    bench.device().keys().managerId();
    SigningKey next = joined();
    PinnedKeys alone = bench.device().keys();
    alone.managerId();
    assertThat(alone.byKid(next.kid())).isEmpty();

    manager.successions.add(succession(next, next, Reason.ROTATED));
    PinnedKeys byItself = bench.device().keys();
    byItself.managerId();
    assertThat(byItself.byKid(next.kid())).isEmpty();
    assertThat(byItself.byKid(manager.managerKey.kid())).isPresent();
    assertThat(pins()).doesNotContain(next.kid());
  }

  /** A further key that the CA certified is published. */
  private SigningKey joined() throws Exception {
    SigningKey next = SigningKey.generate();
    manager.published.put(
        "",
        List.of(
            manager.published.get("").get(0), manager.ca.published("manager", next.publicKey())));
    return next;
  }

  /** That a key succeeds the manager's, signed by the CA and by somebody as the key before. */
  private Map<String, Object> succession(SigningKey next, SigningKey before, Reason reason)
      throws Exception {
    List<String> x5c = new ArrayList<>();
    ((List<?>) manager.published.get("").get(1).get("x5c")).forEach(each -> x5c.add((String) each));
    KeySuccession message =
        new KeySuccession(
            "manager",
            manager.managerKey.kid(),
            next.kid(),
            x5c,
            reason,
            FakeManager.NOW.getEpochSecond(),
            FakeManager.NOW.getEpochSecond());
    Map<String, Object> said = new HashMap<>();
    said.put("byAuthority", Signed.by(manager.ca.signer(), message).compact());
    if (reason == Reason.ROTATED) {
      said.put("byPredecessor", Signed.by(before, message).compact());
    }
    return said;
  }

  @Test
  @DisplayName("Claim 4 refuses: a new manager's key that the pinned CA does not vouch for")
  void managerId_whenANewKeyHasAnotherCa_isRefused() throws Exception {
    bench.device().keys().managerId();
    manager.published.put(
        "",
        List.of(
            manager.published.get("").get(0),
            new TestCa(FakeManager.NOW).published("manager", SigningKey.generate().publicKey())));

    assertRefused("do not lead to the operator's CA");
  }

  /** After the CA was stolen: what it certified is listed first, and is no more to be trusted. */
  @Test
  void managerId_atFirstUseAfterTheCaWasReplaced_pinsTheCaOfTheKeyThatServes() throws Exception {
    TestCa next = new TestCa(FakeManager.NOW);
    SigningKey serving = SigningKey.generate();
    Map<String, Object> before = manager.published.get("").get(0);
    manager.published.put(
        "", List.of(before, begun(next.published("manager", serving.publicKey()))));
    PinnedKeys keys = bench.device().keys();
    assertThat(keys.managerId()).isEqualTo("manager");
    assertThat(keys.byKid(serving.kid())).isPresent();
    assertThat(keys.byKid(manager.managerKey.kid())).isEmpty();

    Map<String, Object> certifiedBefore = manager.published.get("mall-1").get(0);
    assertThat(
            catchThrowableOfType(
                    DeviceException.class, () -> keys.learnStore("mall-1", manager.mallKey.kid()))
                .outcome())
        .isEqualTo(Outcome.KEY_CHANGED);
    SigningKey renewed = SigningKey.generate();
    manager.published.put(
        "mall-1", List.of(certifiedBefore, begun(next.published("mall-1", renewed.publicKey()))));
    keys.learnStore("mall-1", renewed.kid());
    assertThat(keys.byKid(renewed.kid())).isPresent();
    assertThat(keys.byKid(manager.mallKey.kid())).isEmpty();
  }

  @Test
  void managerId_whenThePinnedKeyDoesNotServeAnyMore_asksForThePinningOfTheNewCa()
      throws Exception {
    bench.device().keys().managerId();
    manager.published.put(
        "",
        List.of(
            manager.published.get("").get(0),
            begun(
                new TestCa(FakeManager.NOW)
                    .published("manager", SigningKey.generate().publicKey()))));

    assertRefused("if the operator confirms a new CA");
  }

  @Test
  void managerId_whenWhatTheOldKeySaidCountsNoMore_followsTheCasWordAlone() throws Exception {
    bench.device().keys().managerId();
    SigningKey next = joined();
    Map<String, Object> stolen = new HashMap<>(manager.published.get("").get(0));
    stolen.put("revokedAt", FakeManager.NOW.getEpochSecond() - 60);
    manager.published.put("", List.of(stolen, manager.published.get("").get(1)));
    manager.successions.add(succession(next, manager.managerKey, Reason.ROTATED));
    PinnedKeys without = bench.device().keys();
    without.managerId();
    assertThat(without.byKid(next.kid())).isEmpty();

    manager.successions.add(succession(next, manager.managerKey, Reason.COMPROMISED));
    PinnedKeys keys = bench.device().keys();
    keys.managerId();
    assertThat(keys.byKid(next.kid())).isPresent();
  }

  @Test
  void managerId_whenAKeyIsOfferedTwice_isRefused() throws Exception {
    bench.device().keys().managerId();
    SigningKey next = joined();
    Map<String, Object> certifiedElsewhere =
        new TestCa(FakeManager.NOW).published("manager", next.publicKey());
    certifiedElsewhere.put("nbf", FakeManager.NOW.getEpochSecond() - 86_400 * 60);
    manager.published.put(
        "",
        List.of(
            manager.published.get("").get(0),
            manager.published.get("").get(1),
            certifiedElsewhere));

    assertRefused("twice");
  }

  /** As one that began after the others. */
  private static Map<String, Object> begun(Map<String, Object> published) {
    Map<String, Object> key = new HashMap<>(published);
    key.put("nbf", FakeManager.NOW.getEpochSecond() - 60);
    return key;
  }

  @Test
  void managerId_whenAStoresCertificateIsOfferedAsTheManagers_isRefused() throws Exception {
    bench.device().keys().managerId();
    Map<String, Object> disguised =
        new HashMap<>(manager.ca.published("mall-1", SigningKey.generate().publicKey()));
    disguised.put("iss", "manager");
    manager.published.put("", List.of(manager.published.get("").get(0), disguised));

    assertRefused("the certificate is another's");
  }

  @Test
  void managerId_whenTheCertificateIsAnotherKeys_isRefused() throws Exception {
    bench.device().keys().managerId();
    Map<String, Object> mixed =
        new HashMap<>(manager.ca.published("manager", SigningKey.generate().publicKey()));
    mixed.put("x5c", manager.published.get("").get(0).get("x5c"));
    manager.published.put("", List.of(manager.published.get("").get(0), mixed));

    assertRefused("the certificate is another key's");
  }

  @Test
  void managerId_whenTheKidIsNotTheThumbprint_isRefused() throws Exception {
    bench.device().keys().managerId();
    Map<String, Object> renamed =
        new HashMap<>(manager.ca.published("manager", SigningKey.generate().publicKey()));
    renamed.put("kid", "AAAA");
    manager.published.put("", List.of(manager.published.get("").get(0), renamed));

    assertRefused("kid is not the key's thumbprint");
  }

  @Test
  void managerId_whenOnlyTheCaIsNew_isRefused() throws Exception {
    bench.device().keys().managerId();
    manager.published.put(
        "",
        List.of(new TestCa(FakeManager.NOW).published("manager", manager.managerKey.publicKey())));

    assertRefused("do not lead to the operator's CA");
  }

  @Test
  void learnStore_whenTheStoresKeyWasExchanged_isRefused() throws Exception {
    bench.device().keys().learnStore("mall-1", manager.mallKey.kid());
    manager.published.put(
        "mall-1", List.of(manager.ca.published("mall-1", SigningKey.generate().publicKey())));
    DeviceException refused =
        catchThrowableOfType(
            DeviceException.class,
            () -> bench.device().keys().learnStore("mall-1", manager.mallKey.kid()));

    assertThat(refused.outcome()).isEqualTo(Outcome.KEY_CHANGED);
  }

  @Test
  void learnStore_whenTheCaIsAnother_isRefused() throws Exception {
    manager.published.put(
        "mall-1",
        List.of(new TestCa(FakeManager.NOW).published("mall-1", manager.mallKey.publicKey())));
    DeviceException refused =
        catchThrowableOfType(
            DeviceException.class,
            () -> bench.device().keys().learnStore("mall-1", manager.mallKey.kid()));

    assertThat(refused.outcome()).isEqualTo(Outcome.KEY_CHANGED);
    assertThat(catchThrowableOfType(DeviceException.class, bench::pay)).isNotNull();
    assertThat(bench.card.executed).isEmpty();
  }

  @Test
  void learnStore_whenItRenewedItsKeyMeanwhile_takesTheNextOver_andSeesTheEndOfTheOld()
      throws Exception {
    PinnedKeys keys = bench.device().keys();
    keys.learnStore("mall-1", manager.mallKey.kid());
    SigningKey next = SigningKey.generate();
    Map<String, Object> before = new HashMap<>(manager.published.get("mall-1").get(0));
    long end = FakeManager.NOW.getEpochSecond() + 86_400;
    before.put("exp", end);
    manager.published.put(
        "mall-1", List.of(before, manager.ca.published("mall-1", next.publicKey())));
    assertThat(keys.byKid(next.kid())).isEmpty();

    keys.learnStore("mall-1", next.kid());

    assertThat(keys.byKid(next.kid()).orElseThrow().owner()).isEqualTo("mall-1");
    assertThat(keys.byKid(manager.mallKey.kid()).orElseThrow().notAfter())
        .isEqualTo(Instant.ofEpochSecond(end));
    assertThat(pins()).contains(next.kid(), manager.mallKey.kid());
  }

  @Test
  void learnStore_whenTheNextKeyIsNotByThePinnedCa_isRefused() throws Exception {
    PinnedKeys keys = bench.device().keys();
    keys.learnStore("mall-1", manager.mallKey.kid());
    SigningKey next = SigningKey.generate();
    manager.published.put(
        "mall-1",
        List.of(
            manager.published.get("mall-1").get(0),
            new TestCa(FakeManager.NOW).published("mall-1", next.publicKey())));
    DeviceException refused =
        catchThrowableOfType(DeviceException.class, () -> keys.learnStore("mall-1", next.kid()));

    assertThat(refused.outcome()).isEqualTo(Outcome.KEY_CHANGED);
    assertThat(keys.byKid(next.kid())).isEmpty();
  }

  @Test
  void learnStore_whenUnknown_isRefused() {
    DeviceException refused =
        catchThrowableOfType(
            DeviceException.class, () -> bench.device().keys().learnStore("nobody", "k"));

    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void learnStore_whenItCallsItselfTheManager_isRefused() {
    DeviceException refused =
        catchThrowableOfType(
            DeviceException.class, () -> bench.device().keys().learnStore("manager", "k"));

    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  @DisplayName("Claim 2 refuses: a request signed after its key was revoked")
  void pay_whenTheStoresKeyWasRevokedBefore_executesNothing() throws Exception {
    Map<String, Object> revoked = new HashMap<>(manager.published.get("mall-1").get(0));
    revoked.put("revokedAt", FakeManager.NOW.getEpochSecond() - 60);
    manager.published.put("mall-1", List.of(revoked));
    DeviceException refused = catchThrowableOfType(DeviceException.class, bench::pay);

    assertThat(refused).hasMessageContaining("not valid at that time");
    assertThat(bench.card.executed).isEmpty();
  }

  @Test
  void pay_whenTheStoresKeyWasRevokedAfterwards_isStillPaid() throws Exception {
    Map<String, Object> revoked = new HashMap<>(manager.published.get("mall-1").get(0));
    revoked.put("revokedAt", FakeManager.NOW.getEpochSecond() + 60);
    manager.published.put("mall-1", List.of(revoked));

    assertThat(bench.pay()).isEqualTo(Outcome.DONE);
  }

  private void assertRefused(String reason) {
    DeviceException refused =
        catchThrowableOfType(DeviceException.class, () -> bench.device().keys().managerId());
    assertThat(refused).isNotNull().hasMessageContaining(reason);
    assertThat(refused.outcome()).isEqualTo(Outcome.KEY_CHANGED);
  }

  private String pins() throws Exception {
    List<Path> files = new ArrayList<>();
    try (var found = Files.list(home.resolve("pins"))) {
      found.forEach(files::add);
    }
    assertThat(files).hasSize(1);
    return Files.readString(files.get(0));
  }
}
