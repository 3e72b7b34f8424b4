package fiveseal.testbed.simulator.world;

import fiveseal.protocol.Problem;
import fiveseal.testbed.simulator.container.Container;
import fiveseal.testbed.simulator.container.Transactions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** The manager's process behind its HTTP edge; it is killed and started again. */
final class ManagerNode {
  /** Gives a new process over the same database. */
  @FunctionalInterface
  interface Starting {
    Container start(Transactions transactions, java.util.function.Consumer<Runnable> later);
  }

  /** What adds up for readers: nothing that is decided rests on it. */
  private static final Set<String> COUNTING =
      Set.of("WaitingMetrics.count", "RollUpTimer.count", "BalanceRollUpTimer.rollUpDue");

  private final Transactions transactions;
  private final Starting starting;
  private final Deque<Runnable> later = new ArrayDeque<>();
  private Container container;
  private int handling;
  private Optional<Throwable> lastFailure = Optional.empty();

  ManagerNode(Transactions transactions, Starting starting) {
    this.transactions = transactions;
    this.starting = starting;
    start();
  }

  private void start() {
    container = starting.start(transactions, later::add);
  }

  /** Killed and started: what was open never happened, what was remembered is forgotten. */
  void restart() {
    transactions.forget();
    later.clear();
    start();
  }

  <T> T bean(Class<T> type) {
    return container.get(type);
  }

  boolean offers(Class<?> type) {
    return container.has(type);
  }

  /** The timers, without those that only count. */
  Map<String, Runnable> timers() {
    Map<String, Runnable> timers = container.timers();
    timers.keySet().removeAll(COUNTING);
    return timers;
  }

  /** Asynchronous work that waits. */
  int waiting() {
    return later.size();
  }

  /** What the last internal failure was, for the trace. */
  Optional<Throwable> lastFailure() {
    return lastFailure;
  }

  /** Does the oldest asynchronous work. */
  Reply doLater() {
    return guarded(
        () -> {
          later.remove().run();
          return "";
        });
  }

  /** Lets a timer go off. */
  Reply timer(Runnable timer) {
    return guarded(
        () -> {
          timer.run();
          return "";
        });
  }

  /** Handles a request as the HTTP edge does: a success, or the problem that is told. */
  Reply handle(Request request) {
    return guarded(() -> request.call().on(this));
  }

  private Reply guarded(Callable<String> work) {
    handling++;
    try {
      return new Reply(200, "", transactions.apart(work));
    } catch (ManagerCrash e) {
      if (handling > 1) {
        // It takes with it whatever was going on around it.
        throw e;
      }
      restart();
      return Reply.NONE;
    } catch (RuntimeException e) {
      return refusal(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      handling--;
    }
  }

  private Reply refusal(RuntimeException failure) {
    Problem problem = Problem.of(failure);
    if (problem.isFailure()) {
      lastFailure = Optional.of(failure);
    }
    return new Reply(problem.status(), problem.code().code(), told(problem));
  }

  private static String told(Problem problem) {
    Function<Object, String> shown = value -> value == null ? "" : value.toString();
    return shown.apply(problem.members().get("state"))
        + shown.apply(problem.members().get("result"));
  }
}
