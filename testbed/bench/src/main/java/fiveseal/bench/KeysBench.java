package fiveseal.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks of the vaults, and compares each with its provider alone: the median time of
 * one operation, of which the best of three rounds, since whatever else this machine does only
 * slows both down.
 */
public final class KeysBench {
  private static final double SHARE_MIN = 0.8;
  private static final double MEDIAN = 50;
  private static final double MICROS = 1e6;
  private static final int ROUNDS = 3;
  private static final int WARM_UP = 3;
  private static final int MEASURED = 3;

  private KeysBench() {}

  /** Exit code 0 if every vault reaches 80 % of its provider's speed, else 1. */
  public static void main(String[] arguments) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(KeysBenchmark.class.getName())
            .forks(1)
            .warmupIterations(WARM_UP)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(MEASURED)
            .measurementTime(TimeValue.seconds(1))
            .build();
    Map<String, Double> best = new TreeMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      medians(new Runner(options).run())
          .forEach((benchmark, micros) -> best.merge(benchmark, micros, Math::min));
    }
    System.exit(show(best) ? 0 : 1);
  }

  /** Microseconds of one operation, by vault and benchmark. */
  private static Map<String, Double> medians(Collection<RunResult> results) {
    Map<String, Double> micros = new TreeMap<>();
    for (RunResult result : results) {
      String benchmark = result.getParams().getBenchmark();
      micros.put(
          result.getParams().getParam("vault") + benchmark.substring(benchmark.lastIndexOf('.')),
          result.getPrimaryResult().getStatistics().getPercentile(MEDIAN));
    }
    return micros;
  }

  private static boolean show(Map<String, Double> micros) {
    boolean enough = true;
    System.out.println();
    System.out.println(
        "| vault | ES256 | through the vault | provider alone | share of its speed |");
    System.out.println("|---|---|---|---|---|");
    for (BenchedVault vault : BenchedVault.values()) {
      for (String use : new String[] {"sign", "verify"}) {
        double through = micros.get(vault + "." + use + "ThroughVault");
        double raw = micros.get(vault + "." + use + "Raw");
        System.out.printf(
            Locale.ROOT,
            "| %s | %s | %.0f µs, %,.0f /s | %.0f µs, %,.0f /s | %.0f %% |%n",
            vault.name().toLowerCase(Locale.ROOT),
            use,
            through,
            MICROS / through,
            raw,
            MICROS / raw,
            100 * raw / through);
        enough &= raw >= SHARE_MIN * through;
      }
    }
    return enough;
  }
}
