package fiveseal.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Breaks everything that can break, at every step, and shows that no value is lost or doubled. */
@Command(name = "faults", description = "Inject every fault at every step.")
final class FaultsCommand implements Callable<Integer> {

  /**
   * How old keys are before a clock is set back: a day, so that they serve by that clock too. A
   * mall's keys are older than its clocks are wrong.
   */
  private static final long YOUNGEST_KEY_SECONDS = 24 * 3600;

  @Option(names = "--runs", defaultValue = "5", description = "at least so many a cell")
  private int runs;

  @Option(names = "--only", split = ",", description = "steps, faults, or restore")
  private List<String> only = List.of();

  @Option(names = "--without", split = ",", description = "disk, clocks, hsm")
  private List<String> without = List.of();

  @Option(names = "--http-port", defaultValue = "8380", description = "the next three are used too")
  private int httpPort;

  @Option(names = "--data", required = true, description = "folder of the mall and the report")
  private Path data;

  @Option(names = "--top", required = true, hidden = true)
  private Path top;

  @Override
  public Integer call() {
    // A server whose clock jumps closes what was idle "for hours", under requests just being sent.
    System.setProperty("jdk.httpclient.keepalive.timeout", "0");
    InstantSource clock = InstantSource.system();
    Instant begin = clock.instant();
    Progress progress = new Progress(System.out, clock, begin);
    FaultSelection selection = new FaultSelection(only);
    RunFolder folder = RunFolder.at(data);
    FaultReport report = new FaultReport(selection.cells());
    List<FaultCell> cells = runnable(selection.cells(), folder, report);
    Optional<Faketime> faketime =
        has(cells, FaultKind.CLOCKS_OFF) ? Optional.of(Faketime.in(folder)) : Optional.empty();
    startAfresh(folder);
    Ending ending = Ending.of(folder);
    try (ending;
        RunningMall mall = start(faketime, has(cells, FaultKind.VAULT_AWAY), progress)) {
      mall.deploy(new BuiltFiles(top).ear(), progress);
      run(mall, faketime, selection, cells, report, progress);
    } catch (RuntimeException e) {
      // What was seen until then is worth reading all the same.
      report.violation("The run ended early: " + e.getMessage());
    }
    long seconds = Duration.between(begin, clock.instant()).toSeconds();
    report.belowRuns(runs).forEach(line -> report.violation(line + ", fewer than " + runs));
    report.write(folder.root(), seconds);
    progress.line(report.text());
    progress.line(report.closingLine(seconds));
    return report.violations().isEmpty() ? 0 : 1;
  }

  private static boolean has(List<FaultCell> cells, FaultKind fault) {
    return cells.stream().anyMatch(cell -> cell.fault() == fault);
  }

  /** Leaves out what was asked to be left out; what cannot be run here is a violation. */
  private List<FaultCell> runnable(List<FaultCell> cells, RunFolder folder, FaultReport report) {
    boolean mounts = !has(cells, FaultKind.DISK_FULL) || SmallDisk.isPossible(folder);
    List<FaultCell> left = new ArrayList<>();
    for (FaultCell cell : cells) {
      boolean disk = cell.fault() == FaultKind.DISK_FULL;
      boolean clocks = cell.fault() == FaultKind.CLOCKS_OFF;
      boolean vault = cell.fault() == FaultKind.VAULT_AWAY;
      if ((disk && without.contains("disk"))
          || (clocks && without.contains("clocks"))
          || (vault && without.contains("hsm"))) {
        report.notRun(cell, "left out by --without");
      } else if (disk && !mounts) {
        report.notRun(cell, "a small disk cannot be mounted here");
        report.violation(cell.label() + " was not run: mounting a small disk needs root.");
      } else {
        left.add(cell);
      }
    }
    return left;
  }

  /**
   * @param token whether the manager's keys are in one, which can be taken away
   */
  private RunningMall start(Optional<Faketime> faketime, boolean token, Progress progress) {
    Map<String, String> settings = settings();
    if (token) {
      settings.putAll(SoftHsm.settings(RunFolder.at(data)));
    }
    faketime.ifPresent(
        other -> {
          settings.putAll(other.environment());
          other.shift(-YOUNGEST_KEY_SECONDS);
        });
    return RunningMall.start(
        RunFolder.at(data),
        new Ports(httpPort),
        new BuiltFiles(top).payaraZip(),
        progress,
        settings);
  }

  private void run(
      RunningMall mall,
      Optional<Faketime> faketime,
      FaultSelection selection,
      List<FaultCell> cells,
      FaultReport report,
      Progress progress) {
    Books books = new Books(mall.database()::connectAsSuperuser);
    String token = mall.secrets().of(Settings.OPERATOR_TOKEN);
    AtomicLong off = new AtomicLong(faketime.isPresent() ? -YOUNGEST_KEY_SECONDS : 0);
    InstantSource parties = () -> InstantSource.system().instant().plusSeconds(off.get());
    try (Parties all = new Parties(mall.baseUrl(), token, books, parties)) {
      off.set(0);
      FaultRun run = new FaultRun(mall, all, report, progress);
      if (faketime.isPresent()) {
        faketime.get().shift(0);
        run.clocks(faketime.get(), cells, runs);
      }
      run.network(cells, runs);
      run.outages(new DatabaseKilled(mall, report), cells, runs);
      run.outages(new ServerKilled(mall, report), cells, runs);
      run.vault(cells, runs);
      run.disk(cells, runs);
      run.checkAll();
      if (selection.restore()) {
        run.oldBackup();
      }
    }
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("FIVESEAL_CARDSIM_READERS", "40");
    settings.put("FIVESEAL_RATE_PER_ADDRESS_PER_MINUTE", "1000000");
    settings.put("FIVESEAL_RATE_PER_CARD_PER_MINUTE", "100000");
    return settings;
  }

  /** Every run has its own keys, cards and books; unpacked programs are used again. */
  private static void startAfresh(RunFolder folder) {
    try {
      RunningMall.endServers(folder);
      SmallDisk.takeDownLeftover(folder);
      for (Path old :
          List.of(
              folder.database(), folder.vault(), folder.cards(), folder.keys(), folder.logs())) {
        PayaraDomain.deleteTree(old);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
