package fiveseal.storedevice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.KeyRenewal;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device gets its next key, whatever is lost on the way. */
class RenewalTest {
  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir private Path path;
  private final MovableClock clock = new MovableClock(Orders.NOW);
  private DeviceFolder folder;
  private SigningKey first;
  private FakeManager manager;

  @BeforeEach
  void open() throws IOException {
    folder = new DeviceFolder(path.resolve("device"));
    first = folder.key(folder.ownKeyFile());
    manager = new FakeManager(clock, "mall-1", first);
    new ManagerKeys(folder, manager.connection(), TestManager.ID, clock).pinAtFirstContact();
    Instant now = clock.instant();
    folder.write(config(TestManager.certify("mall-1", first.publicKey(), now, now.plus(YEAR))));
  }

  private DeviceConfig config(List<String> x5c) {
    return new DeviceConfig(
        Orders.IDENTITY, manager.storeBase(), manager.clientBase(), "key.pem", x5c);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Renewal renewal() {
    return new Renewal(folder, once(), clock);
  }

  private ManagerConnection once() {
    return new ManagerConnection(
        ManagerConnection.plainHttp(), manager.storeBase(), manager.clientBase(), Retries.none());
  }

  private DeviceConfig renew() {
    return renewal().renew(folder.config());
  }

  private SigningKey keyInUse() {
    return folder.key(folder.config().keyFile());
  }

  // --- when

  @Test
  void isDue_whenLessThanAThirdIsLeft() {
    DeviceConfig config = folder.config();

    assertThat(Renewal.isDue(config, Orders.NOW.plus(Duration.ofDays(243)))).isFalse();
    assertThat(Renewal.isDue(config, Orders.NOW.plus(Duration.ofDays(244)))).isTrue();
    assertThat(Renewal.isDue(config, Orders.NOW.plus(Duration.ofDays(999)))).isTrue();
    assertThat(Renewal.isDue(config(List.of()), Orders.NOW.plus(Duration.ofDays(999))))
        .as("of a key that was certified elsewhere nobody knows")
        .isFalse();
  }

  // --- how

  @Test
  void renew_whenTaken_signsWithTheNextKeyFromThenOn() throws IOException {
    DeviceConfig renewed = renew();

    assertThat(folder.config()).isEqualTo(renewed);
    assertThat(keyInUse().kid()).isNotEqualTo(first.kid());
    KeyRenewal message = Signed.parse(manager.renewalBodies().get(0), KeyRenewal.class).message();
    assertThat(message.iss()).isEqualTo("mall-1");
    assertThat(message.aud()).isEqualTo(TestManager.ID);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(path.resolve("device").resolve(renewed.keyFile()))))
        .isEqualTo("rw-------");
    assertThat(folder.pendingRenewal()).isEmpty();
    assertThat(Renewal.isDue(renewed, clock.instant())).isFalse();
  }

  @Test
  void renew_whenTheAnswerIsLost_asksForItWithTheSameMessage() {
    manager.loseAnswers(1);
    assertThatThrownBy(this::renew).isInstanceOf(ManagerRefusal.class);
    assertThat(keyInUse().kid()).as("it still signs with the key before").isEqualTo(first.kid());
    clock.advance(Duration.ofDays(3));

    renew();

    assertThat(manager.renewalBodies()).hasSize(2);
    assertThat(manager.renewalBodies().get(1)).isEqualTo(manager.renewalBodies().get(0));
    assertThat(keyInUse().kid()).isNotEqualTo(first.kid());
  }

  @Test
  void renew_whenItNeverArrivedInTime_isSignedAnewForTheSameKey() {
    manager.refuseRenewals(new ProtocolException(ErrorCode.UNAVAILABLE, "down"));
    assertThatThrownBy(this::renew).isInstanceOf(ManagerRefusal.class);
    String keyFile = folder.pendingRenewal().orElseThrow().keyFile();
    clock.advance(Duration.ofDays(2));
    manager.takeRenewals();

    assertThat(renew().keyFile()).isEqualTo(keyFile);
    List<String> sent = manager.renewalBodies();
    assertThat(sent).hasSize(3);
    assertThat(sent.get(1)).isEqualTo(sent.get(0)).isNotEqualTo(sent.get(2));
  }

  @Test
  void renew_whenStoppedBeforeTheSettingsChanged_goesOn() {
    DeviceConfig before = folder.config();
    DeviceConfig renewed = renew();
    PendingRenewal pending = new PendingRenewal(renewed.keyFile(), manager.renewalBodies().get(0));
    folder.write(before);
    folder.keep(pending);
    assertThat(keyInUse().kid()).isEqualTo(first.kid());

    assertThat(renew().keyFile()).isEqualTo(renewed.keyFile());
    assertThat(folder.pendingRenewal()).isEmpty();
  }

  @Test
  void renew_whenStoppedAfterTheSettingsChanged_beginsAnewTheNextTime() {
    DeviceConfig renewed = renew();
    folder.keep(new PendingRenewal(renewed.keyFile(), manager.renewalBodies().get(0)));

    DeviceConfig again = renew();

    assertThat(again.keyFile()).isNotEqualTo(renewed.keyFile());
    assertThat(folder.key(again.keyFile())).isNotNull();
    assertThat(path.resolve("device").resolve("key.pem"))
        .as("a key that two others followed")
        .doesNotExist();
  }

  @Test
  void renew_whenAnotherProgramDidIt_followsIt() {
    DeviceConfig read = folder.config();
    DeviceConfig byAnother = renew();

    assertThat(renewal().renew(read)).isEqualTo(byAnother);
    assertThat(manager.renewalBodies()).hasSize(1);
  }

  // --- what is not taken

  @Test
  void renew_whenRefused_goesOnWithTheKeyBefore() {
    manager.refuseRenewals(
        new ProtocolException(ErrorCode.CONFLICTING_REPLAY, "another message renewed it"));
    assertThatThrownBy(this::renew)
        .isInstanceOfSatisfying(
            ManagerRefusal.class, e -> assertThat(e.code()).isEqualTo("conflicting-replay"));
    assertThat(keyInUse().kid()).isEqualTo(first.kid());
    assertThat(folder.pendingRenewal()).isPresent();

    manager.refuseRenewals(new ProtocolException(ErrorCode.ENROLMENT_REFUSED, "key is known"));
    assertThatThrownBy(this::renew).isInstanceOf(ManagerRefusal.class);
    assertThat(folder.pendingRenewal()).as("another key next time").isEmpty();
  }

  @Test
  void renew_whenTheCertificateIsAnotherKeys_isRefusedHere() {
    manager.certifying =
        (store, key, now) ->
            TestManager.certify(store, SigningKey.generate().publicKey(), now, now.plus(YEAR));

    assertThatThrownBy(this::renew)
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("another key");
    assertThat(keyInUse().kid()).isEqualTo(first.kid());
  }

  @Test
  void renew_whenTheCertificateIsByAnotherCa_isRefusedHere() {
    manager.certifying =
        (store, key, now) -> TestManager.certifyFalsely(store, key, now, now.plus(YEAR));

    assertThatThrownBy(this::renew)
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("pinned CA");
    assertThat(keyInUse().kid()).isEqualTo(first.kid());
  }

  // --- the device goes on meanwhile

  @Test
  void device_whoseKeyIsFollowedWhilePaymentsAreUnderWay_takesTheirCompletions()
      throws IOException {
    DeviceKey key = folder.deviceKey(folder.config().keyFile());
    try (FileJournal journal = folder.journal(clock)) {
      ManagerKeys pinned = new ManagerKeys(folder, manager.connection(), TestManager.ID, clock);
      StoreDevice device =
          new StoreDevice(
              Orders.IDENTITY,
              key,
              journal,
              pinned,
              manager.connection(),
              Duration.ofMinutes(15),
              clock);
      device.request(Orders.basket("order-1"));
      key.follow(folder.key(renew().keyFile()));
      device.request(Orders.basket("order-2"));

      for (String order : List.of("order-1", "order-2")) {
        PaidOrder paid = device.complete(manager.pay(order, TestManager.first()));
        assertThat(paid.receipt().kid()).isEqualTo(key.kid());
        assertThat(device.send(paid.receipt())).isEqualTo("RECEIPTED");
      }
    }
  }

  @Test
  void keyFile_whenExchanged_isFollowed_andWhenDamagedNot() throws IOException {
    Path file = Files.writeString(path.resolve("mall.pem"), first.toPem(), UTF_8);
    KeyFile key = KeyFile.at(file);
    assertThat(key.kid()).isEqualTo(first.kid());
    SigningKey next = SigningKey.generate();

    exchange(file, next.toPem(), 10);
    assertThat(key.kid()).isEqualTo(next.kid());
    assertThat(key.current().kid()).isEqualTo(next.kid());
    exchange(file, "half a fi", 20);
    assertThat(key.kid()).isEqualTo(next.kid());
    assertThat(key.register("mall-1").byKid(first.kid())).isPresent();
  }

  private static void exchange(Path file, String text, long later) throws IOException {
    FileTime before = Files.getLastModifiedTime(file);
    Files.writeString(file, text, UTF_8);
    Files.setLastModifiedTime(file, FileTime.from(before.toInstant().plusSeconds(later)));
  }
}
