package fiveseal.testbed;

import fiveseal.auditor.Audit;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs cells against one mall, kind by kind, and checks everything at the end. */
final class FaultRun {

  private static final int LANES_AT_ONCE = 8;

  /** How late what is over may be ended. */
  private static final Duration SWEEP = Duration.ofMinutes(5);

  private static final int VIOLATIONS_SHOWN = 20;

  /** How many times the expected rounds, before it is given up that every cell has its runs. */
  private static final int ROUNDS_MAX = 4;

  private final RunningMall mall;
  private final Parties parties;
  private final FaultReport report;
  private final Progress progress;
  private final Afterwards afterwards;
  private final List<Lane> lanes = new ArrayList<>();
  private boolean clockWentBack;

  FaultRun(RunningMall mall, Parties parties, FaultReport report, Progress progress) {
    this.mall = mall;
    this.parties = parties;
    this.report = report;
    this.progress = progress;
    this.afterwards = new Afterwards(report);
    for (String reader : parties.direct().readers().ids()) {
      lanes.add(new Lane(parties, reader));
    }
  }

  /** Cells whose faults need no server to go away. */
  void network(List<FaultCell> cells, int runs) {
    List<FaultCell> mine =
        cells.stream().filter(cell -> CellExperiment.isFor(cell.fault())).toList();
    if (mine.isEmpty()) {
      return;
    }
    new NetworkRuns(lanes.subList(0, Math.min(LANES_AT_ONCE, lanes.size())), report, afterwards)
        .run(mine, runs);
    progress.done("lost, twice, late, torn, store down: " + runs * mine.size() + " runs");
  }

  /**
   * The manager's clock jumps. The server is killed and started again afterwards, without the other
   * clock: timers that were set by it would wait for its time.
   */
  void clocks(Faketime faketime, List<FaultCell> cells, int runs) {
    List<FaultCell> mine =
        cells.stream().filter(cell -> cell.fault() == FaultKind.CLOCKS_OFF).toList();
    ClockJumps jumps = new ClockJumps(faketime, lanes, report);
    // The server began in the past, to have keys that are old enough.
    jumps.awaitClock(0);
    jumps.run(mine, runs);
    clockWentBack = true;
    mall.server().kill();
    mall.server().forget(faketime.environment().keySet());
    mall.server().restart();
    lanes.forEach(Lane::insert);
    progress.done("clocks that are off, ahead and behind");
  }

  /** A token that is taken away; only of a mall that has one. */
  void vault(List<FaultCell> cells, int runs) {
    if (cells.stream().anyMatch(cell -> cell.fault() == FaultKind.VAULT_AWAY)) {
      outages(new VaultAway(mall, report), cells, runs);
    }
  }

  /** A full disk under the database. */
  void disk(List<FaultCell> cells, int runs) {
    if (cells.stream().noneMatch(cell -> cell.fault() == FaultKind.DISK_FULL)) {
      return;
    }
    try (SmallDisk disk = SmallDisk.under(mall.folder(), mall.database())) {
      mall.server().awaitReady();
      outages(new DiskFull(mall, disk, parties.books(), report), cells, runs);
    }
    mall.server().awaitReady();
  }

  /** Rounds of kills, until every cell had its runs. */
  void outages(Outage outage, List<FaultCell> cells, int runs) {
    List<FaultCell> mine = cells.stream().filter(cell -> cell.fault() == outage.kind()).toList();
    if (mine.isEmpty()) {
      return;
    }
    List<Lane> needed =
        lanes.subList(0, Math.min(lanes.size(), OutageRounds.lanesFor(mine.size())));
    OutageRounds.inParallel(needed.stream().<Runnable>map(lane -> lane::holder).toList());
    // Every cell runs twice in a round, unless it was answered before anything broke.
    int rounds = (runs + 1) / 2;
    for (int round = 0;
        round < rounds || (round < ROUNDS_MAX * rounds && report.isBelow(mine, runs));
        round++) {
      new OutageRounds(mall, outage, mine, needed, report, afterwards).round(round);
      progress.done(outage.kind().label() + ": round " + (round + 1));
    }
  }

  /** What is due later, then everything that must be true. */
  void checkAll() {
    afterwards.doAll();
    progress.done("every delivery was looked after");
    new Invariants(parties, report).check(lanes.get(0).reader());
    requireTimers();
    progress.done("the invariants are checked");
    audit();
    progress.done("the auditor has read the database");
  }

  /** What the container says when it gives a timer up: nothing would be retried or swept again. */
  private void requireTimers() {
    try (Stream<Path> logs = Files.list(mall.folder().logs())) {
      for (Path log : logs.filter(file -> file.toString().contains("payara.log")).toList()) {
        if (Files.readString(log, StandardCharsets.ISO_8859_1).contains("Expunging timer")) {
          report.violation("Invariant 6: the container gave a timer up: see " + log + ".");
        }
      }
    } catch (IOException e) {
      report.violation("The logs cannot be read: " + e.getMessage());
    }
  }

  /** The independent auditor's word on the same database; its own is not ours. */
  private void audit() {
    Path told = mall.folder().log("audit");
    try (Connection connection = mall.database().connectAsAuditor();
        PrintStream out = new PrintStream(told.toFile(), StandardCharsets.UTF_8)) {
      Audit audit = new Audit(SWEEP, false, Optional.empty(), Optional.empty(), VIOLATIONS_SHOWN);
      if (audit.report(connection, out) != 0) {
        out.flush();
        judge(Files.readAllLines(told), told);
      }
    } catch (SQLException | IOException e) {
      report.violation("The auditor could not read the database: " + e.getMessage());
    }
  }

  /**
   * The auditor cannot tell a clock that went back from records that were put in order by hand; so
   * after such a clock it finds fault with the order of times, and must not with anything else.
   */
  private void judge(List<String> lines, Path told) {
    List<String> failed =
        lines.stream().filter(line -> line.matches(" *[0-9]+ +.* [0-9]+ violations?")).toList();
    boolean orderAlone =
        failed.size() == 1 && failed.get(0).strip().split("\\s+")[1].equals("order");
    if (clockWentBack && orderAlone) {
      report.fact("the auditor sees that the clock went back, and nothing else: " + told);
    } else {
      report.violation("The auditor found violations: see " + told + ".");
    }
  }

  /** The scenario of a backup that is older than what was promised; nothing is true after it. */
  void oldBackup() {
    try {
      new OldBackup(mall, lanes, report).play();
    } catch (RuntimeException e) {
      report.violation("restore: " + e.getMessage());
    }
    progress.done("an old backup was put back");
  }
}
