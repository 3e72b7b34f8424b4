package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.jws.Signed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every kind of the manager's keys is rotated while cards pay; nothing is refused. */
class RotationIT extends OnDeployedMall {
  private static final int HOLDERS = 4;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Mall mall = Mall.get();
  private final Till till = Till.ofNewStore(mall);

  @Test
  void rotation_ofEveryKey_underLoad_refusesNothing_andWhatWasBeforeVerifies() throws Exception {
    Load load = new Load();
    ExecutorService threads = Executors.newFixedThreadPool(HOLDERS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 1; i <= HOLDERS; i++) {
        Holder holder = Holder.withNewCard(mall, "reader-" + i, 100_000);
        running.add(threads.submit(() -> load.pay(holder)));
      }
      load.awaitMore();
      long version = key("CARD_MASTER").integer("number");
      String first = load.ids.peek();

      String signing = current("SIGNING");
      ceremony("ROTATE", "SIGNING");
      load.awaitMore();
      ceremony("ROTATE", "AUTHORITY");
      load.awaitMore();
      ceremony("ROTATE", "SIGNING");
      load.awaitMore();
      ceremony("ROTATE", "CARD_MASTER");
      load.awaitMore();
      String stolen = current("SIGNING");
      compromise(stolen);
      load.awaitMore();
      ceremony("RETIRE", "SIGNING", signing);
      load.awaitMore();
      load.ended = true;
      for (Future<?> each : running) {
        each.get();
      }

      assertThat(load.refused).isEmpty();
      assertThat(load.kids).hasSizeGreaterThanOrEqualTo(4).contains(signing, stolen);
      assertThat(current("SIGNING")).isNotIn(signing, stolen);
      for (Holder holder : load.holders) {
        assertThat(holder.touch().keyVersion()).isGreaterThan((int) version);
      }
      assertThat(TraceCheck.of(mall.operator().trace(first), mall.http()).payment()).isNotEmpty();
      String last = new ArrayList<>(load.ids).get(load.ids.size() - 1);
      assertThat(TraceCheck.of(mall.operator().trace(last), mall.http()).payment()).isNotEmpty();
    } finally {
      load.ended = true;
      threads.shutdownNow();
    }
  }

  @Test
  void approve_byTheSameOperator_isRefused_andNothingIsOtherThanBefore() {
    String before = current("SIGNING");
    String id = propose("ROTATE", "SIGNING", Map.of());
    Http.Reply reply = mall.operator().post("/keys/ceremonies/" + id + "/approval", Map.of());
    assertThat(reply.code()).contains("message-refused");
    assertThat(current("SIGNING")).isEqualTo(before);
    assertThat(
            mall.operator().post("/keys/ceremonies", Map.of("act", "BURN", "reason", "x")).code())
        .contains("message-refused");
  }

  @Test
  void backup_byTwoOperators_isRestoredByBothTheirKeys_andByNoOther(@TempDir Path desk)
      throws Exception {
    Path one = desk.resolve("one.pem");
    Path two = desk.resolve("two.pem");
    Path backup = desk.resolve("backup.json");
    Path password = Files.writeString(desk.resolve("password"), "another long password");
    assertThat(keys("backup", "--key", one.toString(), "--reason", "weekly")).isZero();
    String id =
        mall
            .operator()
            .page("/keys/ceremonies?limit=1")
            .require(200)
            .json()
            .objects("ceremonies")
            .stream()
            .findFirst()
            .orElseThrow()
            .text("ceremonyId");
    assertThat(keys("approve", id, "--key", two.toString(), "--out", backup.toString()))
        .as("by the same operator")
        .isEqualTo(1);
    assertThat(keys("approve", id, "--second", "--key", two.toString(), "--out", backup.toString()))
        .isZero();

    Path restored = desk.resolve("vault");
    assertThat(restore(backup, one, one, restored, password)).isEqualTo(1);
    assertThat(restored).doesNotExist();
    assertThat(restore(backup, one, two, restored, password)).isZero();
    assertThat(restored).exists();
    assertThat(restore(backup, one, two, restored, password)).as("over a vault").isEqualTo(1);
    assertThat(keys("status")).isZero();
  }

  private int keys(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(
        List.of("--data", TestFolder.folder().root().toString(), "--url", mall.http().baseUrl()));
    return execute(arguments);
  }

  private static int restore(Path backup, Path one, Path two, Path to, Path password) {
    return execute(
        List.of(
            "restore",
            "--backup",
            backup.toString(),
            "--key",
            one.toString(),
            "--second-key",
            two.toString(),
            "--to",
            to.toString(),
            "--password-file",
            password.toString()));
  }

  private static int execute(List<String> arguments) {
    return new CommandLine(new KeysCommand()).execute(arguments.toArray(String[]::new));
  }

  private void ceremony(String act, String kind) {
    approve(propose(act, kind, Map.of()));
  }

  private void ceremony(String act, String kind, String key) {
    approve(propose(act, kind, Map.of("key", key)));
  }

  private void compromise(String kid) {
    approve(
        propose("COMPROMISE", "SIGNING", Map.of("key", kid, "at", Instant.now().getEpochSecond())));
  }

  private String propose(String act, String kind, Map<String, Object> more) {
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.put("act", act);
    body.put("kind", kind);
    body.put("reason", "a test of rotation");
    return mall.operator().post("/keys/ceremonies", body).require(201).json().text("ceremonyId");
  }

  private void approve(String id) {
    JsonMembers done =
        mall.secondOperator()
            .post("/keys/ceremonies/" + id + "/approval", Map.of())
            .require(200)
            .json();
    assertThat(done.text("state")).isEqualTo("DONE");
  }

  private String current(String kind) {
    return key(kind).text("kid");
  }

  private JsonMembers key(String kind) {
    return mall.operator().page("/keys").require(200).json().objects("keys").stream()
        .filter(key -> key.text("kind").equals(kind) && key.flag("current"))
        .findFirst()
        .orElseThrow();
  }

  /** Cards that pay again and again; each is presented now and then, as devices do. */
  private final class Load {
    private final Queue<Holder> holders = new ConcurrentLinkedQueue<>();
    private final Queue<String> ids = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final Set<String> kids = ConcurrentHashMap.newKeySet();
    private final AtomicInteger paid = new AtomicInteger();
    private volatile boolean ended;

    private void pay(Holder holder) {
      holders.add(holder);
      try {
        while (!ended) {
          Signed<SettlementRequest> request = till.request(7);
          String id = till.post(request);
          Initialize shown = holder.touch();
          Http.Reply issued = holder.issue(id, shown);
          kids.add(Signed.parse(issued.require(200).body(), SettlementInformation.class).kid());
          byte[] answer = holder.execute(Holder.commandOf(issued.body()));
          String completion =
              holder.answer(id, shown.counter(), answer).require(200).json().text("completion");
          till.postReceipt(id, receipt(request, completion)).require(200);
          ids.add(id);
          if (paid.incrementAndGet() % 3 == 0) {
            new Presenter(mall, holder).touch();
          }
        }
      } catch (RuntimeException e) {
        refused.add(e.toString());
      }
    }

    private Signed<SettlementReceipt> receipt(
        Signed<SettlementRequest> request, String completion) {
      return Signed.by(
          till.key(),
          till.receipt(
              Signed.parse(completion, SettlementCompletion.class), request.message(), mall.now()));
    }

    /** Until every card has paid some more, on average. */
    private void awaitMore() {
      int before = paid.get();
      await().atMost(LIMIT).until(() -> !refused.isEmpty() || paid.get() >= before + 4 * HOLDERS);
      assertThat(refused).isEmpty();
    }
  }
}
