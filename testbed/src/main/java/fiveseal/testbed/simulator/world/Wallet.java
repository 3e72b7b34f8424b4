package fiveseal.testbed.simulator.world;

import fiveseal.manager.CardProof;
import fiveseal.manager.CounterAnswer;
import fiveseal.manager.LoadRequest;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.ValueUpdate;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.TransactionId;
import fiveseal.protocol.jws.Signed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What holders do with their cards at client devices: pay, load, present; and walk away, lose the
 * answer, pull the card out, come back with another device.
 */
final class Wallet {
  private static final int PRESENTATIONS_MAX = 40;

  /** How an authentic answer may be answered beside a success. */
  private static final Set<String> TAKEN = Set.of("card-declined", "card-stopped");

  private final Network network;
  private final Faults faults;
  private final Consumer<Duration> time;
  private final Consumer<Supplier<String>> trace;
  private final Coverage coverage;
  private final boolean presentations;
  private Chance chance = new Chance(0);
  private boolean quiet;
  private int touches;

  Wallet(
      Network network,
      Faults faults,
      boolean presentations,
      Consumer<Duration> time,
      Consumer<Supplier<String>> trace,
      Coverage coverage) {
    this.network = network;
    this.faults = faults;
    this.presentations = presentations;
    this.time = time;
    this.trace = trace;
    this.coverage = coverage;
  }

  void use(Chance own) {
    chance = own;
  }

  /** Whether holders walk away, tear cards out, switch devices off. */
  void setTrouble(boolean trouble) {
    quiet = !trouble;
  }

  /** How often a card was in a reader. */
  int touches() {
    return touches;
  }

  private CardProof touch(ModelCard card) {
    touches++;
    card.select();
    return proof(card, card.initialize());
  }

  private static CardProof proof(ModelCard card, Initialize initialize) {
    return new CardProof(card.number().digits(), initialize.bytes());
  }

  /** Sends again while nobody knows what became of it and the holder has patience. */
  private Reply patiently(Request request) {
    Reply reply = network.call(request);
    while (reply.unknown() && (quiet || chance.percent(60))) {
      reply = network.call(request);
    }
    return reply;
  }

  /** Pays a sale. */
  void pay(Sale sale, ModelCard card, Device device) {
    if (presentations && chance.percent(50)) {
      present(card, device);
    }
    CardProof proof = touch(card);
    boolean relay = sale.settlementId().isEmpty() || chance.percent(15);
    Request request =
        relay ? Requests.settlementWithCard(sale, proof) : Requests.issue(sale, proof);
    Reply reply = patiently(request);
    coverage.count(
        "answer P2 " + (reply.status() == 0 ? "nothing" : reply.status() + " " + reply.code()));
    if (!reply.ok()) {
      return;
    }
    Signed<SettlementInformation> message2 =
        Signed.parse(reply.body(), SettlementInformation.class);
    Violation.unless(
        sale.request().sameMessageAs(message2.message().request()),
        "message 2 holds the request that was shown",
        () -> sale.name());
    String id = message2.message().settlementId();
    sale.learn(id);
    byte[] command = Base64Url.decode(message2.message().command());
    execute(Step.P3, card, device, command, answerOf(sale, id));
  }

  private Function<CounterAnswer, Request> answerOf(Sale sale, String id) {
    return said -> {
      if (sale.till().isDown()) {
        happen(Step.P4, Fault.STORE_DOWN);
      }
      return Requests.paymentAnswer(sale, id, said.counter(), said.answer());
    };
  }

  /** Loads the card. */
  void load(LoadRequest load, ModelCard card, Device device, boolean known) {
    if (!known) {
      boolean apart = chance.percent(50);
      if (apart && !patiently(Requests.load(load)).ok()) {
        return;
      }
      known = apart;
    }
    CardProof proof = touch(card);
    Reply reply =
        patiently(known ? Requests.issueLoad(load, proof) : Requests.loadWithCard(load, proof));
    coverage.count(
        "answer U2 " + (reply.status() == 0 ? "nothing" : reply.status() + " " + reply.code()));
    if (reply.ok()) {
      takeUpdate(reply.body(), card, device, load.updateId());
    }
  }

  private void takeUpdate(String message5, ModelCard card, Device device, String updateId) {
    ValueUpdate update = Signed.parse(message5, ValueUpdate.class).message();
    Violation.unless(
        update.updateId().equals(updateId), "message 5 is for its update", () -> updateId);
    execute(
        Step.U3,
        card,
        device,
        Base64Url.decode(update.command()),
        said -> Requests.loadAnswer(updateId, said.counter(), said.answer()));
  }

  /** EXECUTE and what can happen to it, then the answer's way to the manager. */
  private void execute(
      Step step,
      ModelCard card,
      Device device,
      byte[] command,
      Function<CounterAnswer, Request> sending) {
    long counter = card.counter();
    Tear tear = Tear.NONE;
    int luck = quiet ? 99 : chance.below(100);
    if (luck < 6) {
      happen(step, Fault.REQUEST_LOST);
      return;
    } else if (luck < 10) {
      happen(step, Fault.LATE);
      card.select();
      card.initialize();
    } else if (luck < 14) {
      happen(step, Fault.LATE);
      time.accept(Duration.ofSeconds(chance.between(60, 90_000)));
    } else if (luck < 20) {
      tear = Tear.BEFORE_COMMIT;
      happen(step, Fault.TORN_BEFORE);
    } else if (luck < 28) {
      tear = Tear.AFTER_COMMIT;
      happen(step, Fault.TORN_AFTER);
    }
    Optional<byte[]> answer = executed(card, command, tear, counter);
    trace.accept(
        () ->
            "  card "
                + card.number().digits().substring(12)
                + " counter "
                + counter
                + (answer.isPresent() ? " executed" : " gave no answer"));
    if (luck >= 28 && luck < 32) {
      happen(step, Fault.TWICE);
      executed(card, command, Tear.NONE, -1);
    }
    if (luck >= 32 && luck < 38) {
      happen(step, Fault.ANSWER_LOST);
      return;
    }
    answer.ifPresent(bytes -> send(sending.apply(new CounterAnswer(counter, bytes)), card, device));
  }

  private void happen(Step step, Fault fault) {
    trace.accept(() -> "  " + step + ": " + fault);
    faults.happen(step, fault);
  }

  /** After a tear the device selects again and asks for the kept answer, if it is still there. */
  private Optional<byte[]> executed(ModelCard card, byte[] command, Tear tear, long counter) {
    try {
      return card.execute(command, tear);
    } catch (CardTorn e) {
      card.select();
      boolean walksAway = chance.percent(50);
      return walksAway || card.counter() == counter ? Optional.empty() : card.answer(counter);
    }
  }

  private void send(Request answer, ModelCard card, Device device) {
    if (!quiet && chance.percent(8)) {
      // The device is switched off before it has sent; perhaps it remembers.
      device.unsent().add(answer);
      return;
    }
    Reply reply = patiently(answer);
    check(answer, reply);
    Violation.unless(
        reply.ok() || reply.unknown() || TAKEN.contains(reply.code()) || card.isTampered(),
        "an answer is taken, however late",
        () -> answer + " -> " + reply);
    if (reply.unknown()) {
      device.unsent().add(answer);
    }
  }

  private static void check(Request answer, Reply reply) {
    if (reply.ok() && answer.step() == Step.P4 && !reply.fields()[1].isEmpty()) {
      Signed<SettlementCompletion> completion =
          Signed.parse(reply.fields()[1], SettlementCompletion.class);
      Violation.unless(
          answer.identity().startsWith("P4 " + completion.message().settlementId()),
          "message 3 is for its settlement",
          () -> answer.name());
    }
  }

  /** The device sends what it still remembers. */
  void sendAgain(Device device) {
    List<Request> unsent = List.copyOf(device.unsent());
    device.unsent().clear();
    for (Request answer : unsent) {
      if (patiently(answer).unknown()) {
        device.unsent().add(answer);
      }
    }
  }

  /**
   * Presents the card until nothing is due.
   *
   * @return whether it came to the end
   */
  boolean present(ModelCard card, Device device) {
    CardProof proof = touch(card);
    List<CounterAnswer> answers = List.of();
    for (int i = 0; i < PRESENTATIONS_MAX; i++) {
      Reply reply = patiently(Requests.presentation(proof, answers));
      coverage.count(
          "answer presentation "
              + (reply.status() == 0 ? "nothing" : reply.status() + " " + reply.code()));
      if (!reply.ok()) {
        return false;
      }
      String[] fields = reply.fields();
      answers = new ArrayList<>();
      if (!fields[0].isEmpty()) {
        for (String counter : fields[0].split(",", -1)) {
          Optional<byte[]> kept = card.answer(Long.parseLong(counter));
          if (kept.isPresent()) {
            answers.add(new CounterAnswer(Long.parseLong(counter), kept.get()));
          }
        }
        if (answers.isEmpty()) {
          return false;
        }
      } else if (!fields[1].isEmpty()) {
        Optional<CounterAnswer> done = due(card, fields[1]);
        if (done.isEmpty()) {
          return false;
        }
        answers.add(done.get());
        proof = touch(card);
      } else {
        return true;
      }
    }
    throw new Violation("a presentation ends", "card " + card.number().digits());
  }

  private Optional<CounterAnswer> due(ModelCard card, String message5) {
    ValueUpdate update = Signed.parse(message5, ValueUpdate.class).message();
    coverage.count("handed out " + update.kind());
    long counter = card.counter();
    int luck = quiet ? 99 : chance.below(100);
    if (luck < 5) {
      happen(Step.U3, Fault.REQUEST_LOST);
      return Optional.empty();
    }
    Tear tear = luck < 10 ? Tear.BEFORE_COMMIT : luck < 16 ? Tear.AFTER_COMMIT : Tear.NONE;
    if (tear != Tear.NONE) {
      happen(Step.U3, tear == Tear.BEFORE_COMMIT ? Fault.TORN_BEFORE : Fault.TORN_AFTER);
    }
    try {
      Optional<byte[]> answer = card.execute(Base64Url.decode(update.command()), tear);
      return answer.map(bytes -> new CounterAnswer(counter, bytes));
    } catch (CardTorn e) {
      return Optional.empty();
    }
  }

  /** Whether a card's kept answer is one of this settlement's or update's. */
  static boolean isFor(Execution execution, String settlementId) {
    return Arrays.equals(
        Base64Url.decode(execution.transactionId()), TransactionId.ofSettlement(settlementId));
  }
}
