package fiveseal.reads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * However long the history is, a page costs the same. Every method that a WAR can call is asked
 * here, or is named among those that show no page: a new one fails the test until it is one or the
 * other. Whatever SQL a method needs is seen as it passes, so no statement can be forgotten.
 */
@Tag("long")
class ConsoleReadsTest {
  private static final int SHORT = 2_000;
  private static final int LONG = 200_000;
  private static final int RUNS = 9;
  private static final double NOISE_MILLIS = 4;

  /**
   * These are as large in a short history as in a long one, or nearly; snapshots of kinds, of which
   * the last ones are read, are looked at where there are many ({@code BalancePlansTest}).
   */
  private static final Set<String> SMALL =
      Set.of(
          "store",
          "store_standing",
          "store_edit",
          "store_contract",
          "store_key",
          "key_renewal",
          "manager_key",
          "completion_endpoint",
          "lower_store",
          "roll_up",
          "waiting",
          "used",
          "cancellation",
          "late_proof",
          "kind_balance_snapshot");

  private static Manager young;
  private static Manager old;

  @TempDir private static Path directory;

  @BeforeAll
  static void open() throws IOException, SQLException {
    young = new Manager(SHORT, directory.resolve("young"));
    old = new Manager(LONG, directory.resolve("old"));
  }

  @AfterAll
  static void close() throws IOException {
    young.close();
    old.close();
  }

  @Test
  void everyMethodOfTheManager_isAReadThatIsMeasured_orNone() {
    Set<String> methods =
        Manager.interfaces()
            .flatMap(type -> Arrays.stream(type.getMethods()))
            .map(ConsoleReadsTest::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> named = new TreeSet<>(Reads.NO_PAGES);
    Reads.all().forEach(read -> named.add(read.method()));
    named.removeAll(Reads.INSIDE);
    assertThat(named).isEqualTo(methods);
    assertThat(Reads.all().stream().map(Read::method)).doesNotContainAnyElementsOf(Reads.NO_PAGES);
  }

  private static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  @TestFactory
  Stream<DynamicTest> read_ofALongHistory_readsAPage() {
    return Reads.all().stream()
        .map(read -> DynamicTest.dynamicTest(read.name(), () -> assertReadsAPage(read)));
  }

  private static void assertReadsAPage(Read read) {
    old.statements().listen(true);
    try {
      read.of(old);
    } finally {
      old.statements().listen(false);
    }
    List<Statements.Seen> seen = old.statements().take();
    assertThat(seen).as("statements").isNotEmpty();
    long rows = 0;
    for (Statements.Seen statement : seen) {
      String plan = statement.sql() + "\n" + statement.plan();
      assertThat(statement.plan().scanned()).as(plan).isSubsetOf(SMALL);
      assertThat(statement.skips()).as(plan).isZero();
      rows += statement.plan().rowsRead(SMALL);
    }
    assertThat(rows)
        .as(seen.stream().map(each -> each.sql() + "\n" + each.plan()).toList().toString())
        .isLessThanOrEqualTo(read.rowsMax());
  }

  @Test
  void read_whenTheHistoryIsAHundredTimesLonger_takesTheSameTime() {
    List<String> slow = new ArrayList<>();
    for (Read read : Reads.all()) {
      if (read.rowsMax() == Reads.LOOK || read.rowsMax() == Reads.COUNTED) {
        continue; // Where there are not so many, not so many are looked at.
      }
      read.of(young);
      read.of(old);
      double[] before = new double[RUNS];
      double[] after = new double[RUNS];
      for (int run = 0; run < RUNS; run++) {
        before[run] = millis(read, young);
        after[run] = millis(read, old);
      }
      if (median(after) > 2 * median(before) + NOISE_MILLIS) {
        slow.add(read.name() + ": " + median(before) + " ms, then " + median(after) + " ms");
      }
    }
    assertThat(slow).isEmpty();
  }

  private static double millis(Read read, Manager manager) {
    long start = System.nanoTime();
    read.of(manager);
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
