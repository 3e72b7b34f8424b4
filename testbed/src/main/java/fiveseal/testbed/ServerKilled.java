package fiveseal.testbed;

import java.time.Duration;

/** SIGKILL for Payara, with the manager, the mall and the readers in it. */
final class ServerKilled implements Outage {

  /** Alone on the machine it takes a third of it. */
  private static final Duration READY_LIMIT = Duration.ofMinutes(4);

  private final RunningMall mall;
  private final FaultReport report;

  ServerKilled(RunningMall mall, FaultReport report) {
    this.mall = mall;
    this.report = report;
  }

  @Override
  public FaultKind kind() {
    return FaultKind.SERVER_KILLED;
  }

  @Override
  public boolean holds() {
    return true;
  }

  @Override
  public boolean meetsLoad() {
    return true;
  }

  @Override
  public boolean begins() {
    return false;
  }

  @Override
  public void strike() {
    mall.server().kill();
  }

  @Override
  public void recover() {
    Measured.within(READY_LIMIT, "Payara ready after kill -9", mall.server()::restart, report);
  }

  @Override
  public boolean readersToo() {
    return true;
  }
}
