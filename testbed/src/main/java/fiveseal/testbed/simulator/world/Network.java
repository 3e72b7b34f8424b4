package fiveseal.testbed.simulator.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The network around the manager: it loses, doubles, delays and reorders requests and answers, and
 * while one request is handled others may be handled in between.
 */
final class Network {
  private static final int INTERLEAVED_PERCENT = 8;

  private final ManagerNode manager;
  private final Faults faults;
  private final Journal journal;
  private final Consumer<Supplier<String>> trace;
  private final Consumer<Duration> time;
  private final SimulatedClock managerClock;
  private final List<Request> underWay = new ArrayList<>();
  private Chance chance = new Chance(0);
  private boolean quiet;
  private int depth;
  private int faultPercent;
  private boolean vaultFails;

  Network(
      ManagerNode manager,
      Faults faults,
      Journal journal,
      SimulatedClock managerClock,
      Consumer<Duration> time,
      Consumer<Supplier<String>> trace) {
    this.manager = manager;
    this.faults = faults;
    this.journal = journal;
    this.managerClock = managerClock;
    this.time = time;
    this.trace = trace;
    faults.interleaveBy(this::interleave);
  }

  /** From now on chance is this one's: each step of a schedule has its own. */
  void use(Chance own) {
    chance = own;
  }

  /** From now on nothing is lost any more. */
  void becomeQuiet() {
    quiet = true;
  }

  boolean isQuiet() {
    return quiet;
  }

  void setFaultPercent(int percent) {
    faultPercent = percent;
  }

  /** From now on it is the vault that fails where otherwise the disk would be full. */
  void letTheVaultFail() {
    vaultFails = true;
  }

  /** Requests that are still on their way. */
  List<Request> underWay() {
    return underWay;
  }

  /** Sends and waits for the reply; what comes back, if it comes back. */
  Reply call(Request request) {
    time.accept(Duration.ofMillis(chance.between(10, 400)));
    if (quiet || !chance.percent(faultPercent)) {
      return seen(request, handled(request));
    }
    return twisted(request);
  }

  private Reply twisted(Request request) {
    switch (chance.below(10)) {
      case 0 -> {
        happen(request, Fault.REQUEST_LOST);
        return Reply.NONE;
      }
      case 1, 2 -> {
        handled(request);
        happen(request, Fault.ANSWER_LOST);
        return Reply.NONE;
      }
      case 3 -> {
        Reply reply = handled(request);
        happen(request, Fault.TWICE);
        underWay.add(request);
        return seen(request, reply);
      }
      case 4 -> {
        happen(request, Fault.LATE);
        underWay.add(request);
        return Reply.NONE;
      }
      case 5, 6 -> {
        return struck(request, Fault.SERVER_KILLED);
      }
      case 7 -> {
        return struck(request, Fault.DATABASE_KILLED);
      }
      case 8 -> {
        return struck(request, vaultFails ? Fault.VAULT_AWAY : Fault.DISK_FULL);
      }
      default -> {
        return withClockOff(request);
      }
    }
  }

  private void happen(Request request, Fault fault) {
    trace.accept(() -> "  " + request + ": " + fault);
    faults.happen(request.step(), fault);
  }

  private Reply struck(Request request, Fault fault) {
    Faults.Point point =
        fault == Fault.DISK_FULL || fault == Fault.VAULT_AWAY
            ? Faults.Point.STATEMENT
            : chance.of(List.of(Faults.Point.values()));
    int before = faults.happened();
    faults.arm(fault, point, chance.below(point == Faults.Point.STATEMENT ? 6 : 2), request.step());
    Reply reply = handled(request);
    if (faults.happened() > before) {
      trace.accept(() -> "  " + request + ": " + fault + " " + point);
    }
    faults.disarm();
    return seen(request, reply);
  }

  /** The manager's clock jumps by more than it may be off. */
  private Reply withClockOff(Request request) {
    Duration before = managerClock.off();
    long seconds = chance.between(61, 50_000);
    managerClock.setOff(before.plusSeconds(chance.percent(50) ? seconds : -seconds));
    happen(request, Fault.CLOCK_OFF);
    Reply reply = seen(request, handled(request));
    managerClock.setOff(before);
    return reply;
  }

  /** Delivers something that is under way; nobody waits for the answer any more. */
  void deliverLate() {
    if (!underWay.isEmpty()) {
      Request late = underWay.remove(chance.below(underWay.size()));
      trace.accept(() -> "  late or again: " + late);
      handled(late);
    }
  }

  private void interleave() {
    if (depth != 1 || !chance.percent(INTERLEAVED_PERCENT)) {
      return;
    }
    if (manager.waiting() > 0 && chance.percent(50)) {
      doLater();
    } else {
      deliverLate();
    }
  }

  /** Does some asynchronous work of the manager's: deliveries of message 3. */
  void doLater() {
    background("asynchronous work", manager::doLater);
  }

  /** A timer of the manager's goes off. */
  void timer(String name, Runnable timer) {
    background("timer " + name, () -> manager.timer(timer));
  }

  private void background(String name, Supplier<Reply> work) {
    Duration clockBefore = managerClock.off();
    int before = faults.happened();
    if (!quiet && depth == 0 && chance.percent(20)) {
      armBackground();
    }
    depth++;
    try {
      Reply reply = work.get();
      trace.accept(() -> "  " + name + ": " + reply);
      if (faults.happened() > before) {
        trace.accept(() -> "  " + name + ": struck");
      }
      Violation.unless(reply.status() != 500, "no 5xx but 503", () -> name + failure());
    } finally {
      depth--;
      if (depth == 0) {
        faults.disarm();
        managerClock.setOff(clockBefore);
      }
    }
  }

  private void armBackground() {
    switch (chance.below(4)) {
      case 0 -> faults.arm(Fault.SERVER_KILLED, point(), chance.below(4), Step.P5);
      case 1 -> faults.arm(Fault.DATABASE_KILLED, point(), chance.below(4), Step.P5);
      case 2 ->
          faults.arm(
              vaultFails ? Fault.VAULT_AWAY : Fault.DISK_FULL,
              Faults.Point.STATEMENT,
              chance.below(2),
              Step.P5);
      default -> {
        managerClock.setOff(managerClock.off().plusSeconds(chance.between(-5_000, 5_000)));
        faults.happen(Step.P5, Fault.CLOCK_OFF);
      }
    }
  }

  private Faults.Point point() {
    return chance.of(List.of(Faults.Point.values()));
  }

  private Reply handled(Request request) {
    int before = faults.happened();
    boolean interleavable = !underWay.isEmpty() || manager.waiting() > 0;
    depth++;
    try {
      Reply reply = manager.handle(request);
      trace.accept(() -> "  " + request + " -> " + reply);
      check(request, reply, faults.happened() > before || interleavable || depth > 1);
      journal.given(request, reply);
      return reply;
    } finally {
      depth--;
    }
  }

  private void check(Request request, Reply reply, boolean excused) {
    Violation.unless(
        reply.status() != 500,
        "no 5xx but 503",
        () -> request + " was answered by 500" + failure());
    Violation.unless(
        reply.status() != 503 || excused,
        "no 503 without an outage",
        () -> request + " was answered by 503" + failure());
  }

  private String failure() {
    return manager
        .lastFailure()
        .map(
            failure -> {
              Throwable cause = failure;
              while (cause.getCause() != null) {
                cause = cause.getCause();
              }
              return ": "
                  + cause
                  + " at "
                  + (cause.getStackTrace().length > 0 ? cause.getStackTrace()[0] : "");
            })
        .orElse("");
  }

  private Reply seen(Request request, Reply reply) {
    journal.seen(request, reply);
    return reply;
  }
}
