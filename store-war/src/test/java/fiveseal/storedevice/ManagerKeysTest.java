package fiveseal.storedevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.KeySuccession;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagerKeysTest {
  @TempDir private Path folder;
  private final MovableClock clock = new MovableClock(Orders.NOW);
  private FakeManager manager;

  @BeforeEach
  void open() throws IOException {
    manager = new FakeManager(clock, "mall-1", SigningKey.generate());
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private ManagerKeys keys() {
    return new ManagerKeys(new DeviceFolder(folder), manager.connection(), TestManager.ID, clock);
  }

  @Test
  void pin_atFirstContact_isKept() {
    keys().pinAtFirstContact();
    manager.publishOnly(TestManager.intruder());

    ManagerKeys later = keys();
    assertThat(later.pinAtFirstContact())
        .extracting(ManagerKey::kid)
        .containsExactly(TestManager.first().kid());
    assertThat(later.byKid(TestManager.first().kid())).isPresent();
  }

  @Test
  void byKid_ofTheNextKeyUnderTheSameCa_isTakenOver() {
    ManagerKeys keys = keys();
    keys.pinAtFirstContact();
    manager.publishNext(TestManager.next(), KeySuccession.Reason.ROTATED);

    assertThat(keys.byKid(TestManager.next().kid())).isPresent();
    assertThat(keys().byKid(TestManager.next().kid())).isPresent();
    assertThat(keys.byKid(TestManager.first().kid())).isPresent();
  }

  @Test
  void byKid_ofAKeyThatSucceedsACompromisedOne_isTakenOverByTheCasWordAlone() {
    ManagerKeys keys = keys();
    keys.pinAtFirstContact();
    manager.publishNext(TestManager.next(), KeySuccession.Reason.COMPROMISED);

    assertThat(keys.byKid(TestManager.next().kid())).isPresent();
  }

  @Test
  void byKid_ofACertifiedKeyThatSucceedsNone_isNotTakenOver() {
    ManagerKeys keys = keys();
    keys.pinAtFirstContact();
    manager.publishToo(TestManager.next());

    assertThat(keys.byKid(TestManager.next().kid())).isEmpty();
  }

  @Test
  void byKid_ofAKeyWhoseSuccessionItSignedItself_isNotTakenOver() {
    ManagerKeys keys = keys();
    keys.pinAtFirstContact();
    manager.publishToo(TestManager.next());
    manager.succession(TestManager.next().claimingToSucceed(TestManager.first()));

    assertThat(keys.byKid(TestManager.next().kid())).isEmpty();
  }

  @Test
  @DisplayName("Claim 20 refuses: a later key in M's name that M's CA did not certify")
  void byKid_ofAKeyUnderAnotherCa_isNotTakenOver() {
    ManagerKeys keys = keys();
    keys.pinAtFirstContact();
    manager.publishToo(TestManager.intruder());

    assertThat(keys.byKid(TestManager.intruder().kid())).isEmpty();
  }

  @Test
  void byKid_ofUnknownKeys_asksOnceAMinuteOnly() {
    ManagerKeys keys = keys();
    keys.pinAtFirstContact();
    assertThat(keys.byKid("unknown")).isEmpty();
    manager.publishNext(TestManager.next(), KeySuccession.Reason.ROTATED);

    assertThat(keys.byKid(TestManager.next().kid())).isEmpty();
    clock.advance(Duration.ofSeconds(61));
    assertThat(keys.byKid(TestManager.next().kid())).isPresent();
  }

  @Test
  void pin_ofKeysOfTwoAuthorities_isRefused() {
    manager.publishToo(TestManager.intruder());

    ManagerKeys keys = keys();
    assertThatThrownBy(keys::pinAtFirstContact).isInstanceOf(ProtocolException.class);
    assertThat(new DeviceFolder(folder).pinned()).isEmpty();
  }

  /** After the CA was stolen: what it certified is listed first, and is no more to be trusted. */
  @Test
  void pin_afterTheCaWasReplaced_isOfTheCaOfTheKeyThatServes() {
    manager.publishServing(TestManager.intruder());

    ManagerKeys keys = keys();
    assertThat(keys.pinAtFirstContact())
        .extracting(ManagerKey::kid)
        .containsExactly(TestManager.intruder().kid());
    assertThat(keys.byKid(TestManager.first().kid())).isEmpty();
  }

  @Test
  void byKid_ofAKeyWhoseSuccessionCountsNoMore_isTakenOverByTheNextOneThatDoes() {
    ManagerKeys keys = keys();
    keys.pinAtFirstContact();
    manager.publishToo(TestManager.next());
    manager.succession(TestManager.next().claimingToSucceed(TestManager.first()));
    manager.succession(
        TestManager.next().succeeding(TestManager.first(), KeySuccession.Reason.COMPROMISED));

    assertThat(keys.byKid(TestManager.next().kid())).isPresent();
  }

  @Test
  void pin_ofAnotherManagersKeys_isRefused() {
    ManagerKeys keys =
        new ManagerKeys(new DeviceFolder(folder), manager.connection(), "somebody", clock);

    assertThatThrownBy(keys::pinAtFirstContact).isInstanceOf(ProtocolException.class);
  }
}
