package fiveseal.testbed;

import java.time.Duration;

/** SIGKILL for PostgreSQL; Payara stays. */
final class DatabaseKilled implements Outage {

  private static final Duration ANSWERS_LIMIT = Duration.ofSeconds(10);
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);

  private final RunningMall mall;
  private final FaultReport report;

  DatabaseKilled(RunningMall mall, FaultReport report) {
    this.mall = mall;
    this.report = report;
  }

  @Override
  public FaultKind kind() {
    return FaultKind.DATABASE_KILLED;
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
    mall.database().kill();
  }

  @Override
  public void recover() {
    Measured.within(
        ANSWERS_LIMIT, "PostgreSQL answers after kill -9", mall.database()::restart, report);
    Measured.within(
        READY_LIMIT,
        "the application is ready after PostgreSQL",
        mall.server()::awaitReady,
        report);
  }

  @Override
  public boolean readersToo() {
    return false;
  }
}
