package fiveseal.testbed;

import fiveseal.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was run and seen, cell by cell, and everything that should not have been seen. */
final class FaultReport {

  /** One experiment on a cell. */
  interface Experiment {

    /**
     * @return what was seen, in its order
     * @throws Trouble saying what does not hold
     */
    List<Letter> run();
  }

  private final Map<FaultCell, Counts> cells = new LinkedHashMap<>();
  private final Set<String> notRun = new java.util.LinkedHashSet<>();
  private final List<String> violations = new ArrayList<>();
  private final List<String> facts = new ArrayList<>();

  /** Counts of one cell. */
  private static final class Counts {
    private final Map<String, Integer> seen = new TreeMap<>();
    private int runs;
    private int violations;
  }

  FaultReport(List<FaultCell> cells) {
    cells.forEach(cell -> this.cells.put(cell, new Counts()));
  }

  /**
   * Runs an experiment and keeps what came of it.
   *
   * @return whether it went as the table says
   */
  boolean run(FaultCell cell, Experiment experiment) {
    try {
      List<Letter> seen = experiment.run();
      return ran(cell, seen);
    } catch (RuntimeException e) {
      failed(cell, e);
      return false;
    }
  }

  private synchronized boolean ran(FaultCell cell, List<Letter> seen) {
    Counts counts = counts(cell);
    counts.runs++;
    counts.seen.merge(text(seen), 1, Integer::sum);
    boolean admitted = cell.admits(seen);
    if (!admitted) {
      counts.violations++;
      violations.add(cell.label() + ": " + text(seen) + " instead of " + cell.expected());
    }
    return admitted;
  }

  private synchronized void failed(FaultCell cell, RuntimeException e) {
    Counts counts = counts(cell);
    counts.runs++;
    counts.violations++;
    violations.add(cell.label() + ": " + words(e));
  }

  /**
   * Something beside the experiments of a cell that must be well too.
   *
   * @return whether it is
   */
  boolean alsoWell(FaultCell cell, Runnable check) {
    try {
      check.run();
      return true;
    } catch (RuntimeException e) {
      alsoFailed(cell, e);
      return false;
    }
  }

  /** What came later of an experiment that was counted already. */
  private synchronized void alsoFailed(FaultCell cell, RuntimeException e) {
    counts(cell).violations++;
    violations.add(cell.label() + ", later: " + words(e));
  }

  private static String words(RuntimeException e) {
    if (e instanceof Trouble) {
      return e.getMessage();
    }
    StackTraceElement[] stack = e.getStackTrace();
    return e + (stack.length == 0 ? "" : " at " + stack[0]);
  }

  private Counts counts(FaultCell cell) {
    return cells.computeIfAbsent(cell, unknown -> new Counts());
  }

  private static String text(List<Letter> seen) {
    return String.join("→", seen.stream().map(Letter::name).toList());
  }

  /** An invariant that does not hold, whatever cell it may come from. */
  synchronized void violation(String sentence) {
    violations.add(sentence);
  }

  /** Something measured, for the reader. */
  synchronized void fact(String sentence) {
    facts.add(sentence);
  }

  /** Cells that cannot be run here, and why. */
  synchronized void notRun(FaultCell cell, String why) {
    cells.remove(cell);
    notRun.add(cell.label() + ": " + why);
  }

  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  /** Whether any of these cells has fewer runs than wanted. */
  synchronized boolean isBelow(List<FaultCell> some, int runs) {
    return some.stream().anyMatch(cell -> counts(cell).runs < runs);
  }

  /** Cells with fewer runs than wanted. */
  synchronized List<String> belowRuns(int runs) {
    return cells.entrySet().stream()
        .filter(entry -> entry.getValue().runs < runs)
        .map(entry -> entry.getKey().label() + " ran " + entry.getValue().runs + " times")
        .toList();
  }

  /** The one line at the end. */
  synchronized String closingLine(long seconds) {
    int runs = cells.values().stream().mapToInt(counts -> counts.runs).sum();
    return String.format(
        Locale.ROOT,
        "faults: %d cells, %d runs, %d violations%s, %d min %d s",
        cells.size(),
        runs,
        violations.size(),
        notRun.isEmpty() ? "" : ", " + notRun.size() + " cells not run",
        seconds / 60,
        seconds % 60);
  }

  /** Everything as text. */
  synchronized String text() {
    StringBuilder text = new StringBuilder();
    cells.forEach(
        (cell, counts) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%-22s expected %-6s %3d runs  %s%s%n",
                    cell.label(),
                    cell.expected(),
                    counts.runs,
                    counts.seen,
                    counts.violations == 0 ? "" : "  " + counts.violations + " VIOLATIONS")));
    notRun.forEach(line -> text.append("not run: ").append(line).append('\n'));
    facts.forEach(line -> text.append("measured: ").append(line).append('\n'));
    violations.forEach(line -> text.append("VIOLATION: ").append(line).append('\n'));
    return text.toString();
  }

  /** Writes {@code faults.txt} and {@code faults.json} into a folder. */
  synchronized void write(Path folder, long seconds) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("summary", closingLine(seconds));
    json.put(
        "cells",
        cells.entrySet().stream().map(entry -> json(entry.getKey(), entry.getValue())).toList());
    json.put("notRun", List.copyOf(notRun));
    json.put("measured", List.copyOf(facts));
    json.put("violations", List.copyOf(violations));
    try {
      Files.writeString(
          folder.resolve("faults.txt"), text() + closingLine(seconds) + System.lineSeparator());
      Files.writeString(folder.resolve("faults.json"), Json.write(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> json(FaultCell cell, Counts counts) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", cell.step().name());
    json.put("fault", cell.fault().label());
    json.put("expected", cell.expected());
    json.put("runs", counts.runs);
    json.put("seen", counts.seen);
    json.put("violations", counts.violations);
    return json;
  }
}
