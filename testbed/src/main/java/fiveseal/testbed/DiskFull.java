package fiveseal.testbed;

import java.time.Duration;

/**
 * No room under the database, for data and for its write-ahead log: statements fail, then the
 * server panics and cannot start before there is room again.
 */
final class DiskFull implements Outage {

  private static final Duration PANIC_LIMIT = Duration.ofSeconds(60);
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);

  private final RunningMall mall;
  private final SmallDisk disk;
  private final Books books;
  private final FaultReport report;

  DiskFull(RunningMall mall, SmallDisk disk, Books books, FaultReport report) {
    this.mall = mall;
    this.disk = disk;
    this.books = books;
    this.report = report;
  }

  @Override
  public FaultKind kind() {
    return FaultKind.DISK_FULL;
  }

  @Override
  public boolean holds() {
    return true;
  }

  @Override
  public boolean meetsLoad() {
    return false;
  }

  @Override
  public boolean begins() {
    disk.fill();
    return true;
  }

  @Override
  public void strike() {
    disk.fill();
    Wait.until(PANIC_LIMIT, this::needsRoomInVain, "The full disk did not stop PostgreSQL.");
  }

  /** Every switch needs another file of the write-ahead log. */
  private boolean needsRoomInVain() {
    try {
      books.rows("select pg_switch_wal(), pg_logical_emit_message(true, 'fiveseal', 'fill')");
      return false;
    } catch (Trouble gone) {
      return true;
    }
  }

  @Override
  public void recover() {
    disk.free();
    Measured.within(
        READY_LIMIT,
        "PostgreSQL and the application serve again once the disk has room",
        () -> {
          mall.database().kill();
          mall.database().restart();
          mall.server().awaitReady();
        },
        report);
  }

  @Override
  public boolean readersToo() {
    return false;
  }
}
