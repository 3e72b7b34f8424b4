package fiveseal.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Breaks everything that can break, at every step, and shows that no value is lost or doubled. */
@Command(name = "faults", description = "Inject every fault at every step.")
final class FaultsCommand implements Callable<Integer> {

  @Option(names = "--runs", defaultValue = "5", description = "at least so many a cell")
  private int runs;

  @Option(names = "--only", split = ",", description = "steps, faults, or restore")
  private List<String> only = List.of();

  @Option(names = "--without", split = ",", description = "disk, clocks")
  private List<String> without = List.of();

  @Option(names = "--http-port", defaultValue = "8380", description = "the next three are used too")
  private int httpPort;

  @Option(names = "--data", required = true, description = "folder of the mall and the report")
  private Path data;

  @Option(names = "--top", required = true, hidden = true)
  private Path top;

  @Override
  public Integer call() {
    InstantSource clock = InstantSource.system();
    Instant begin = clock.instant();
    Progress progress = new Progress(System.out, clock, begin);
    FaultSelection selection = new FaultSelection(only);
    RunFolder folder = RunFolder.at(data);
    FaultReport report = new FaultReport(selection.cells());
    startAfresh(folder);
    Ending ending = Ending.of(folder);
    try (ending;
        RunningMall mall =
            RunningMall.start(
                RunFolder.at(data),
                new Ports(httpPort),
                new BuiltFiles(top).payaraZip(),
                progress,
                settings())) {
      mall.deploy(new BuiltFiles(top).ear(), progress);
      run(mall, selection, report, progress);
    }
    long seconds = Duration.between(begin, clock.instant()).toSeconds();
    report.belowRuns(runs).forEach(line -> report.violation(line + ", fewer than " + runs));
    report.write(folder.root(), seconds);
    progress.line(report.text());
    progress.line(report.closingLine(seconds));
    return report.violations().isEmpty() ? 0 : 1;
  }

  private void run(
      RunningMall mall, FaultSelection selection, FaultReport report, Progress progress) {
    Books books = new Books(mall.database()::connectAsSuperuser);
    String token = mall.secrets().of(Settings.OPERATOR_TOKEN);
    try (Parties parties = new Parties(mall.baseUrl(), token, books, InstantSource.system())) {
      FaultRun run = new FaultRun(mall, parties, report, progress);
      List<FaultCell> cells = selection.cells();
      run.network(cells, runs);
      run.outages(new DatabaseKilled(mall, report), cells, runs);
      run.outages(new ServerKilled(mall, report), cells, runs);
      run.checkAll();
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
      for (Path old :
          List.of(
              folder.database(),
              folder.vault(),
              folder.cards(),
              folder.keys(),
              folder.logs())) {
        PayaraDomain.deleteTree(old);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
