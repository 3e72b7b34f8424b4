package fiveseal.testbed.simulator.world;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.testbed.simulator.database.DatabaseFailure;
import fiveseal.testbed.simulator.database.DatabasePort;
import fiveseal.testbed.simulator.database.Row;
import java.util.Optional;

/**
 * What is to go wrong inside the manager while it handles one request: armed before, it happens at
 * the n-th chance, or never if there is none.
 */
final class Faults implements DatabasePort {
  /** Where a process can be killed, or its database. */
  enum Point {
    STATEMENT,
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  private final Coverage coverage;
  private Fault armed;
  private Point point = Point.STATEMENT;
  private int chances;
  private Step step = Step.OTHER;
  private boolean away;
  private boolean vaultAway;
  private int happened;
  private Runnable interleave = () -> {};

  Faults(Coverage coverage) {
    this.coverage = coverage;
  }

  void interleaveBy(Runnable others) {
    interleave = others;
  }

  void arm(Fault fault, Point where, int afterChances, Step during) {
    armed = fault;
    point = where;
    chances = afterChances;
    step = during;
  }

  /** The request is over: the database and the vault are back, and nothing is armed. */
  void disarm() {
    armed = null;
    away = false;
    vaultAway = false;
  }

  /** A longer outage, until {@link #disarm}. */
  void goAway() {
    away = true;
  }

  /** How many faults have really happened. */
  int happened() {
    return happened;
  }

  /** One more has happened. */
  void happen(Step during, Fault fault) {
    happened++;
    coverage.cell(during, fault);
  }

  private boolean strikes(Fault fault, Point where) {
    if (armed != fault || point != where || chances-- > 0) {
      return false;
    }
    armed = null;
    happen(step, fault);
    return true;
  }

  private void strike(Point where) {
    if (strikes(Fault.SERVER_KILLED, where)) {
      throw new ManagerCrash();
    }
    if (strikes(Fault.DATABASE_KILLED, where)) {
      away = true;
    }
    if (away) {
      throw DatabaseFailure.away();
    }
  }

  /** The vault is asked to compute. */
  void vaultUsed() {
    if (strikes(Fault.VAULT_AWAY, Point.STATEMENT)) {
      vaultAway = true;
    }
    if (vaultAway) {
      throw new ProtocolException(ErrorCode.UNAVAILABLE, "the key vault does not work now");
    }
  }

  @Override
  public void unlocked() {
    interleave.run();
  }

  @Override
  public void statement() {
    strike(Point.STATEMENT);
  }

  @Override
  public void write() {
    if (strikes(Fault.DISK_FULL, Point.STATEMENT)) {
      throw DatabaseFailure.diskFull();
    }
  }

  @Override
  public void beforeCommit() {
    strike(Point.BEFORE_COMMIT);
  }

  @Override
  public void afterCommit() {
    strike(Point.AFTER_COMMIT);
  }

  private void cardChanged(Row before, Row after) {
    if (!before.text("life").equals(after.text("life"))) {
      coverage.transition("card", before.text("life"), after.text("life"));
    }
    if (before.flag("blocked") != after.flag("blocked")) {
      coverage.count(after.flag("blocked") ? "card blocked" : "card unblocked");
    }
    if (before.number("key_version") != after.number("key_version")) {
      coverage.count("card re-keyed");
    }
    Optional<String> was = before.optionalText("stopped_because");
    Optional<String> is = after.optionalText("stopped_because");
    if (!was.equals(is)) {
      coverage.count(is.map(reason -> "card stopped " + reason).orElse("card released"));
    }
  }

  @Override
  public void changed(String table, Row before, Row after) {
    switch (table) {
      case "settlement", "value_update", "command", "credit" -> {
        String from = before == null ? "-" : before.text("state");
        if (!from.equals(after.text("state"))) {
          coverage.transition(table, from, after.text("state"));
        }
      }
      case "card" -> {
        if (before != null) {
          cardChanged(before, after);
        }
      }
      default -> {}
    }
  }
}
