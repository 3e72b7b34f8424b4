package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.jws.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operator's CA is stolen: everybody has to be pinned anew, which no other test would survive,
 * hence on servers of its own.
 */
@Tag("long")
class AuthorityTheftIT {
  private static final String READER = "reader-1";

  @TempDir private Path homes;
  private RunningMall running;
  private OpenMall mall;

  @Test
  void authority_whenStolen_isTrustedByNobodyWhoBeginsThen_andPaymentsGoOn() throws IOException {
    Progress progress = new Progress(System.out, InstantSource.system(), Instant.now());
    try (RunningMall servers =
        RunningMall.start(
            afresh(), TestFolder.freePorts(), TestFolder.built().payaraZip(), progress)) {
      running = servers;
      running.deploy(TestFolder.built().ear(), progress);
      Http http = new Http(running.baseUrl());
      mall = new OpenMall(http, operator(Settings.OPERATOR_TOKEN, http), new CardReaders(http));
      theft();
    }
  }

  private void theft() {
    Till before = Till.ofNewStore(mall);
    Holder holder = Holder.withNewCard(mall, READER, 10_000);
    Devices old = devices("old");
    pay(old, before);

    String stolen = authority();
    declareStolen(stolen);
    assertThat(authority()).isNotEqualTo(stolen);
    assertThatThrownBy(() -> pay(old, before))
        .hasMessageContaining("do not lead to the operator's CA");

    Devices fresh = devices("fresh");
    pay(fresh, Till.ofNewStore(mall));
    assertThatThrownBy(() -> pay(fresh, before))
        .as("certified by the stolen CA")
        .hasMessageContaining("do not lead to the operator's CA");
    assertThatThrownBy(() -> pay(old, Till.ofNewStore(mall)))
        .hasMessageContaining("do not lead to the operator's CA");
    assertThat(holder.balance()).isEqualTo(10_000 - 2 * 700);

    SigningKey next = SigningKey.generate();
    mall.http()
        .postJose(Till.STORE_API + "/enrolments/renewals", before.renewal(next))
        .require(201);
    pay(fresh, new Till(mall, before.storeId(), next));
    assertThat(holder.balance()).isEqualTo(10_000 - 3 * 700);
  }

  private void pay(Devices device, Till till) {
    String id = till.post(till.request(700));
    device.client(READER, "pay", running.baseUrl() + "/client/#settlement=" + id);
  }

  /** A device with a home of its own: it has pinned nothing yet. */
  private Devices devices(String name) {
    RunFolder home = RunFolder.at(homes.resolve(name));
    return new Devices(TestFolder.built(), home, running.baseUrl());
  }

  private String authority() {
    return mall.operator().page("/keys").require(200).json().objects("keys").stream()
        .filter(key -> key.text("kind").equals("AUTHORITY") && key.flag("current"))
        .findFirst()
        .orElseThrow()
        .text("kid");
  }

  private void declareStolen(String kid) {
    Map<String, Object> theft =
        Map.of(
            "act",
            "COMPROMISE",
            "kind",
            "AUTHORITY",
            "key",
            kid,
            "at",
            Instant.now().getEpochSecond(),
            "reason",
            "it was seen elsewhere");
    String id =
        mall.operator().post("/keys/ceremonies", theft).require(201).json().text("ceremonyId");
    operator(Settings.SECOND_OPERATOR_TOKEN, mall.http())
        .post("/keys/ceremonies/" + id + "/approval", Map.of())
        .require(200);
  }

  private OperatorApi operator(String token, Http http) {
    return new OperatorApi(http, running.secrets().of(token));
  }

  private static RunFolder afresh() throws IOException {
    Path root = TestFolder.folder().root().resolveSibling("mall-whose-authority-is-stolen");
    RunningMall.endServers(RunFolder.at(root));
    PayaraDomain.deleteTree(root);
    return RunFolder.at(root);
  }
}
