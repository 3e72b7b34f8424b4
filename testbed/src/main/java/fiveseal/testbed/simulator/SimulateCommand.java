package fiveseal.testbed.simulator;

import fiveseal.testbed.simulator.bugs.Bug;
import fiveseal.testbed.simulator.bugs.BugHunt;
import fiveseal.testbed.simulator.world.Coverage;
import fiveseal.testbed.simulator.world.Expected;
import fiveseal.testbed.simulator.world.Product;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the manager's own code through very many schedules of faults, all from one seed. */
@Command(name = "simulate", description = "Run seeded schedules of faults against the manager.")
public final class SimulateCommand implements Callable<Integer> {
  private static final int FAILURES_SHOWN = 3;

  @Option(names = "--seed", defaultValue = "1", description = "of the first schedule")
  private long seed;

  @Option(names = "--schedules", defaultValue = "2000", description = "how many")
  private long schedules;

  @Option(names = "--threads", defaultValue = "2", description = "how many run at once")
  private int threads;

  @Option(names = "--trace", description = "show the one schedule of --seed, event by event")
  private boolean trace;

  @Option(names = "--coverage", description = "show everything that was reached, with counts")
  private boolean showCoverage;

  @Option(names = "--whole", description = "fail if a cell or transition was not reached")
  private boolean whole;

  @Option(names = "--bugs", description = "plant bugs, and show which check catches which")
  private boolean bugs;

  @Override
  public Integer call() {
    Product product = new Product();
    if (trace) {
      return trace(product);
    }
    if (bugs) {
      return hunt();
    }
    long began = System.nanoTime();
    Simulation simulation = new Simulation(product);
    simulation.run(seed, schedules, threads, FAILURES_SHOWN);
    simulation.failures().forEach((failing, failure) -> explain(product, failing, failure));
    List<String> missing = Expected.missing(simulation.coverage());
    report(simulation.coverage(), missing);
    System.out.printf(
        Locale.ROOT,
        "%,d schedules from seed %d, %,d touches of cards, %,d faults, %d of %d cells and"
            + " transitions reached, %d violations, %.1f s%n",
        simulation.counted(),
        seed,
        simulation.touches(),
        simulation.faults(),
        Expected.all().size() - missing.size(),
        Expected.all().size(),
        simulation.failures().size(),
        (System.nanoTime() - began) / 1e9);
    boolean well = simulation.failures().isEmpty() && (missing.isEmpty() || !whole);
    return well && simulation.counted() >= schedules ? 0 : 1;
  }

  private void report(Coverage coverage, List<String> missing) {
    if (showCoverage) {
      coverage
          .counts()
          .forEach((name, count) -> System.out.printf(Locale.ROOT, "%,12d  %s%n", count, name));
    }
    missing.forEach(name -> System.out.println("not reached: " + name));
  }

  private int hunt() {
    int missed = 0;
    for (Bug bug : Bug.values()) {
      Optional<String> caught = BugHunt.hunt(bug, seed, schedules);
      System.out.printf(Locale.ROOT, "%-30s %s%n", bug, caught.orElse("NOT CAUGHT"));
      missed += caught.isEmpty() ? 1 : 0;
    }
    System.out.printf(Locale.ROOT, "%d bugs planted, %d not caught%n", Bug.values().length, missed);
    return missed == 0 ? 0 : 1;
  }

  private int trace(Product product) {
    Schedule.Outcome outcome = Schedule.of(seed).run(product, new Coverage(), true);
    outcome.trace().forEach(System.out::println);
    outcome.failure().ifPresent(failure -> System.out.println("VIOLATION " + failure.message()));
    return outcome.failure().isPresent() ? 1 : 0;
  }

  private static void explain(Product product, long failing, Schedule.Failure failure) {
    Schedule shortest = new Shrinking(product, Schedule.of(failing), failure.check()).shortest();
    Schedule.Outcome outcome = shortest.run(product, new Coverage(), true);
    System.out.printf(
        Locale.ROOT,
        "Seed %d breaks \"%s\". The shortest trace found:%n",
        failing,
        failure.check());
    outcome.trace().forEach(line -> System.out.println("  " + line));
    System.out.println("  VIOLATION " + outcome.failure().orElse(failure).message());
  }
}
