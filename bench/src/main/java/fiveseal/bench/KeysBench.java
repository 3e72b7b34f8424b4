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

/** Runs the benchmarks of the vaults, and compares each with its provider alone. */
public final class KeysBench {
  private static final double SHARE_MIN = 0.8;
  private static final int FORKS = 3;
  private static final int WARM_UP = 3;
  private static final int MEASURED = 5;

  private KeysBench() {}

  /** Exit code 0 if every vault reaches 80 % of its provider's speed, else 1. */
  public static void main(String[] arguments) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(KeysBenchmark.class.getName())
            .forks(FORKS)
            .warmupIterations(WARM_UP)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(MEASURED)
            .measurementTime(TimeValue.seconds(1))
            .build();
    System.exit(show(perSecond(new Runner(options).run())) ? 0 : 1);
  }

  /** Operations a second, by vault and benchmark. */
  private static Map<String, Double> perSecond(Collection<RunResult> results) {
    Map<String, Double> perSecond = new TreeMap<>();
    for (RunResult result : results) {
      String benchmark = result.getParams().getBenchmark();
      perSecond.put(
          result.getParams().getParam("vault")
              + benchmark.substring(benchmark.lastIndexOf('.')),
          result.getPrimaryResult().getScore());
    }
    return perSecond;
  }

  private static boolean show(Map<String, Double> perSecond) {
    boolean enough = true;
    System.out.printf("%n| vault | ES256 | through the vault | provider alone | ratio |%n");
    System.out.printf("|---|---|---|---|---|%n");
    for (BenchedVault vault : BenchedVault.values()) {
      for (String use : new String[] {"sign", "verify"}) {
        double through = perSecond.get(vault + "." + use + "ThroughVault");
        double raw = perSecond.get(vault + "." + use + "Raw");
        System.out.printf(
            Locale.ROOT,
            "| %s | %s | %,.0f /s | %,.0f /s | %.0f %% |%n",
            vault.name().toLowerCase(Locale.ROOT),
            use,
            through,
            raw,
            100 * through / raw);
        enough &= through >= SHARE_MIN * raw;
      }
    }
    return enough;
  }
}
