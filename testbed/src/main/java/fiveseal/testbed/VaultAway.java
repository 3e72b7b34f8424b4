package fiveseal.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The token that holds the manager's keys goes away, as when an HSM is unplugged, and comes back;
 * both servers stay.
 */
final class VaultAway implements Outage {

  private static final Duration READY_LIMIT = Duration.ofSeconds(30);
  private static final long LOAD_MILLIS = 400;

  /** What the log says by then: which property to look at, and where the token was looked for. */
  private static final String TOLD = "fiveseal.vault.path";

  private final RunningMall mall;
  private final SoftHsm hsm;
  private final FaultReport report;
  private int toldBefore;

  VaultAway(RunningMall mall, FaultReport report) {
    this.mall = mall;
    this.hsm = SoftHsm.in(mall.folder());
    this.report = report;
  }

  @Override
  public FaultKind kind() {
    return FaultKind.VAULT_AWAY;
  }

  /** What is held before its commit has been computed already. */
  @Override
  public boolean holds() {
    return false;
  }

  @Override
  public boolean meetsLoad() {
    return true;
  }

  @Override
  public boolean begins() {
    Wait.pause(ThreadLocalRandom.current().nextLong(LOAD_MILLIS));
    toldBefore = told();
    hsm.takeAway();
    return true;
  }

  @Override
  public void strike() {
    // It is away since it began.
  }

  @Override
  public void recover() {
    if (told() == toldBefore) {
      report.violation(kind().label() + ": the log does not say " + TOLD + ".");
    }
    hsm.bringBack();
    Measured.within(
        READY_LIMIT,
        "the application is ready once the token is back",
        mall.server()::awaitReady,
        report);
  }

  @Override
  public boolean readersToo() {
    return false;
  }

  private int told() {
    Path log = mall.folder().log("payara");
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1).split(TOLD, -1).length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
