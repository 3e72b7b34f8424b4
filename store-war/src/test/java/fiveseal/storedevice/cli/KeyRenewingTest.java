package fiveseal.storedevice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.storedevice.DeviceConfig;
import fiveseal.storedevice.DeviceFolder;
import fiveseal.storedevice.DeviceKey;
import fiveseal.storedevice.FakeManager;
import fiveseal.storedevice.ManagerKeys;
import fiveseal.storedevice.Renewal;
import fiveseal.storedevice.StoreIdentity;
import fiveseal.storedevice.TestManager;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program keeps its key alive by itself. */
class KeyRenewingTest {
  @TempDir private Path path;
  private final Clock clock = Clock.systemUTC();
  private DeviceFolder folder;
  private SigningKey first;
  private FakeManager manager;
  private StringWriter out;
  private StringWriter err;

  @BeforeEach
  void open() throws IOException {
    folder = new DeviceFolder(path);
    first = folder.key(folder.ownKeyFile());
    manager = new FakeManager(clock, "mall-1", first);
    new ManagerKeys(folder, manager.connection(), TestManager.ID, clock).pinAtFirstContact();
    keyEndsIn(Duration.ofDays(100));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private void keyEndsIn(Duration left) {
    Instant end = clock.instant().plus(left);
    List<String> x5c =
        TestManager.certify("mall-1", first.publicKey(), end.minus(Duration.ofDays(365)), end);
    folder.write(
        new DeviceConfig(
            new StoreIdentity("mall-1", TestManager.ID),
            manager.storeBase(),
            manager.clientBase(),
            "key.pem",
            x5c));
  }

  private int run(String... args) {
    out = new StringWriter();
    err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--dir", path.toString()));
    return StoreDeviceProgram.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(new String[0]));
  }

  private int request(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("request", "--amount", "100", "--currency", "JPY", "--description", "A"));
    args.addAll(List.of(more));
    return run(args.toArray(new String[0]));
  }

  private String lastSigner() {
    List<String> sent = manager.requestBodies();
    return Signed.parse(sent.get(sent.size() - 1), SettlementRequest.class).kid();
  }

  private String kidInUse() {
    return folder.key(folder.config().keyFile()).kid();
  }

  @Test
  void request_whenAThirdIsLeft_renewsFirst_andSignsWithTheNextKey() {
    assertThat(request()).isZero();

    assertThat(err.toString()).contains("the key was renewed; signing with " + kidInUse());
    assertThat(kidInUse()).isNotEqualTo(first.kid());
    assertThat(lastSigner()).isEqualTo(kidInUse());
    assertThat(request()).isZero();
    assertThat(manager.renewalBodies()).as("once").hasSize(1);
  }

  @Test
  void request_whenMoreIsLeft_orToldNotTo_orOffline_renewsNothing() {
    assertThat(request("--keep-key")).isZero();
    assertThat(request("--relay")).isZero();
    assertThat(run("list")).isZero();
    keyEndsIn(Duration.ofDays(130));
    assertThat(request()).isZero();

    assertThat(manager.renewalBodies()).isEmpty();
    assertThat(lastSigner()).isEqualTo(first.kid());
  }

  @Test
  void request_whenTheRenewalFails_goesOnWithTheKeyBefore() {
    manager.refuseRenewals(new ProtocolException(ErrorCode.UNAVAILABLE, "no vault"));

    assertThat(request()).isZero();

    assertThat(err.toString()).contains("the key was not looked after", "no vault");
    assertThat(lastSigner()).isEqualTo(first.kid());
    manager.takeRenewals();
    assertThat(request()).isZero();
    assertThat(lastSigner()).isEqualTo(kidInUse()).isNotEqualTo(first.kid());
  }

  @Test
  void renew_byHand_tellsTheKeyAndItsEnd() {
    keyEndsIn(Duration.ofDays(300));

    assertThat(run("renew", "--json")).isZero();

    JsonMembers told = Json.object(out.toString().strip());
    assertThat(told.text("kid")).isEqualTo(kidInUse()).isNotEqualTo(first.kid());
    assertThat(told.integer("until"))
        .isGreaterThan(clock.instant().plus(Duration.ofDays(364)).getEpochSecond());
    assertThat(run("renew")).isZero();
    assertThat(out.toString()).contains("key          " + kidInUse());
  }

  @Test
  void renew_whenRefused_saysWhy() {
    manager.refuseRenewals(
        new ProtocolException(ErrorCode.CONFLICTING_REPLAY, "another message renewed it"));

    assertThat(run("renew")).isEqualTo(Exit.REFUSED.code());
    assertThat(err.toString()).contains("conflicting-replay", "another message renewed it");
    assertThat(run("renew", "--key-file", "x")).isEqualTo(Exit.USAGE.code());
  }

  @Test
  void keeper_whenAnotherProgramRenewed_followsIt() {
    List<String> told = new ArrayList<>();
    DeviceKey key = folder.deviceKey("key.pem");
    Renewal renewal = new Renewal(folder, manager.connection(), clock);
    KeyKeeper keeper = new KeyKeeper(folder, key, renewal, clock, told::add);
    renewal.renew(folder.config());

    keeper.look();

    assertThat(key.kid()).isEqualTo(kidInUse()).isNotEqualTo(first.kid());
    assertThat(manager.renewalBodies()).hasSize(1);
    assertThat(told).isEmpty();
  }

  @Test
  void keeper_afterAFailure_waitsBeforeItTriesAgain() {
    List<String> told = new ArrayList<>();
    manager.refuseRenewals(new ProtocolException(ErrorCode.CONFLICTING_REPLAY, "renewed already"));
    KeyKeeper keeper =
        new KeyKeeper(
            folder,
            folder.deviceKey("key.pem"),
            new Renewal(folder, manager.connection(), clock),
            clock,
            told::add);

    keeper.look();
    keeper.look();

    assertThat(told).hasSize(1);
    assertThat(manager.renewalBodies()).hasSize(1);
  }
}
