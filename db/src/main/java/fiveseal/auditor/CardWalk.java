package fiveseal.auditor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A card's life retold from the commands that its own answers decided, counter by counter from 1:
 * each found the balance and the key that the one before had left.
 */
final class CardWalk {
  private final Findings findings;
  private final CardRow card;
  private final Set<String> releases;
  private final boolean contradicted;

  private long counter = 1;
  private long balanceMinor;
  private long lateMinor;
  private OptionalInt keyVersion = OptionalInt.empty();
  private boolean blocked;
  private Optional<CardStep> limits = Optional.empty();
  private Optional<Instant> decidedAt = Optional.empty();
  private Optional<Instant> releasedAt = Optional.empty();

  /**
   * @param releases decisions of two operators to release the card
   * @param contradicted whether the card's word ever contradicted the record; it was stopped then,
   *     and what it was told until its release may stand beside the walk
   */
  CardWalk(Findings findings, CardRow card, Set<String> releases, boolean contradicted) {
    this.findings = findings;
    this.card = card;
    this.releases = releases;
    this.contradicted = contradicted;
  }

  /** The lowest counter that is not decided. */
  long counter() {
    return counter;
  }

  /** Minor units. */
  long balanceMinor() {
    return balanceMinor;
  }

  /**
   * What late proof changed of the balance and not of the account, which stayed as decided; minor
   * units, negative if it took.
   */
  long lateMinor() {
    return lateMinor;
  }

  /** When the card was released for the last time. */
  Optional<Instant> releasedAt() {
    return releasedAt;
  }

  boolean isBlocked() {
    return blocked;
  }

  /** Empty as long as nothing was decided: the first version is known from no evidence. */
  OptionalInt keyVersion() {
    return keyVersion;
  }

  /** The last LIMITS that was done. */
  Optional<CardStep> limits() {
    return limits;
  }

  /** All commands of one counter, greater than any before. */
  void take(long of, List<CardStep> steps) {
    findings.checked(Check.COUNTERS, steps.size());
    List<CardStep> answered = steps.stream().filter(step -> step.command().isAnswered()).toList();
    String where = card.name() + ", counter " + of;
    requireCounter(
        answered.size() <= 1, where, answered.size() + " commands were executed or declined");
    boolean release = steps.stream().anyMatch(this::isRelease);
    boolean beside = of > counter && !release && steps.stream().allMatch(this::isForStopped);
    requireCounter(
        of <= counter || release || beside,
        where,
        "counter " + counter + " was not decided before, nor did a release explain that");
    boolean late = steps.stream().anyMatch(step -> step.command().lateResult().isPresent());
    steps.forEach(step -> checkStanding(step, late || !answered.isEmpty(), of));
    if (!release) {
      steps.forEach(step -> checkIssue(step, of));
    }
    if (beside) {
      answered.forEach(step -> markBlocked(step.command()));
    } else if (answered.isEmpty()) {
      steps.stream()
          .filter(step -> step.command().lateResult().isPresent())
          .findFirst()
          .ifPresent(step -> followLate(step.command(), of));
    } else {
      follow(answered.get(0), of);
    }
  }

  /** Operators had decided it; the card's word tells what the chip is like, and posts nothing. */
  private void followLate(CommandRow command, long of) {
    if (of != counter) {
      return;
    }
    long before = balanceMinor;
    if (command.lateResult().orElseThrow() == 0) {
      move(command);
    }
    lateMinor += balanceMinor - before;
    counter = of + 1;
    decidedAt = Optional.empty();
  }

  /** A stopped card gets BLOCK and VOID, for the counter that it shows, and nothing else. */
  private boolean isForStopped(CardStep step) {
    String operation = step.command().operation();
    return contradicted && (operation.equals("BLOCK") || operation.equals("VOID"));
  }

  private void markBlocked(CommandRow command) {
    if (command.isDone() && command.operation().equals("BLOCK")) {
      blocked = true;
    }
  }

  private boolean isRelease(CardStep step) {
    return step.command().operation().equals("VOID")
        && step.carriesOut().filter(releases::contains).isPresent();
  }

  private void checkStanding(CardStep step, boolean decided, long of) {
    CommandRow command = step.command();
    requireCounter(
        !command.isOpen() || !decided,
        card.name() + ": " + command.name(),
        "it is open though counter " + of + " is decided");
    requireCounter(
        !command.state().equals("VOID") || decided || command.decisionId().isPresent(),
        card.name() + ": " + command.name(),
        "it is void, and neither another command nor a decision explains that");
    requireCounter(
        command.lateResult().isEmpty() || command.decisionId().isPresent(),
        card.name() + ": " + command.name(),
        "it was proved late, and nobody had decided it before");
  }

  /** What M knew of the card when it issued. */
  private void checkIssue(CardStep step, long of) {
    CommandRow command = step.command();
    String where = card.name() + ": " + command.name();
    if (of == counter && !isForStopped(step)) {
      findings.require(
          command.balanceBeforeMinor() == balanceMinor,
          Check.CARDS,
          where,
          "it was issued on a balance of "
              + command.balanceBeforeMinor()
              + ", the card had "
              + balanceMinor);
    }
    findings.require(
        decidedAt.map(time -> Times.follows(command.issuedAt(), time)).orElse(true),
        Check.ORDER,
        where,
        "it was issued before the counter before it was decided");
  }

  private void follow(CardStep step, long of) {
    CommandRow command = step.command();
    String where = card.name() + ": " + command.name();
    long before = isRelease(step) ? command.balanceBeforeMinor() : balanceMinor;
    findings.require(
        step.discrepancyMinor() == before - balanceMinor,
        Check.CARDS,
        where,
        "the card showed "
            + before
            + " for "
            + balanceMinor
            + ", and the difference posted was "
            + step.discrepancyMinor());
    findings.require(
        keyVersion.orElse(command.keyVersion()) == command.keyVersion(),
        Check.CARDS,
        where,
        "it stands under key version " + command.keyVersion() + ", not " + keyVersion.orElse(0));
    balanceMinor = before;
    keyVersion = OptionalInt.of(command.keyVersion());
    if (command.isDone()) {
      execute(step, where);
    }
    counter = of + 1;
    decidedAt = command.closedAt();
    if (isRelease(step)) {
      releasedAt = command.closedAt();
    }
  }

  private void execute(CardStep step, String where) {
    CommandRow command = step.command();
    boolean value = command.operation().equals("DEBIT") || command.operation().equals("CREDIT");
    findings.require(
        !blocked || !value, Check.CARDS, where, "it was executed by a card that was blocked");
    if (command.operation().equals("LIMITS")) {
      limits = Optional.of(step);
    }
    move(command);
    findings.require(
        balanceMinor >= 0, Check.CARDS, where, "after it the card would have " + balanceMinor);
  }

  private void move(CommandRow command) {
    switch (command.operation()) {
      case "DEBIT" -> balanceMinor -= command.amountMinor();
      case "CREDIT" -> balanceMinor += command.amountMinor();
      case "BLOCK" -> blocked = true;
      case "UNBLOCK" -> blocked = false;
      case "REKEY" -> keyVersion = OptionalInt.of((int) command.amountMinor());
      default -> {}
    }
  }

  private void requireCounter(boolean holds, String where, String what) {
    findings.require(holds, Check.COUNTERS, where, what);
  }
}
