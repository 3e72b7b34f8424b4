package fiveseal.testbed.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.testbed.simulator.world.Coverage;
import fiveseal.testbed.simulator.world.Expected;
import fiveseal.testbed.simulator.world.Move;
import fiveseal.testbed.simulator.world.Product;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tier 1 of the fault tests: fixed seeds, so that a failure is the same tomorrow. */
class SimulationTest {
  private static final int THREADS = 2;

  /** In every test run; twenty times as many with {@code --long}. */
  private static final int SCHEDULES = 1_000;

  private static Product product;

  /** The manager's warnings about the faults tell nothing here. */
  private static final Logger MANAGER = Logger.getLogger("fiveseal");

  @AfterAll
  static void letTheManagerSpeak() {
    MANAGER.setLevel(null);
  }

  @BeforeAll
  static void readTheProductOnce() {
    MANAGER.setLevel(Level.OFF);
    product = new Product();
  }

  @Test
  void manySchedules_breakNothing() {
    Simulation simulation = new Simulation(product);
    simulation.run(1, SCHEDULES, THREADS, 1);
    assertThat(simulation.failures()).isEmpty();
    assertThat(simulation.counted()).isGreaterThanOrEqualTo(SCHEDULES);
    assertThat(simulation.touches()).isGreaterThan(10 * simulation.counted());
    assertThat(simulation.faults()).isGreaterThan(3 * simulation.counted());
  }

  @Test
  @Tag("long")
  void veryManySchedules_breakNothing_andReachEverything() {
    Simulation simulation = new Simulation(product);
    simulation.run(100_000, 20_000, THREADS, 1);
    assertThat(simulation.failures()).isEmpty();
    assertThat(Expected.missing(simulation.coverage())).isEmpty();
  }

  /** Schedules in which the simulator once found a bug of the manager's. */
  @ParameterizedTest
  @ValueSource(longs = {29, 43, 56, 67, 237, 782, 998, 2233, 3440, 6884})
  void seedOfAFormerBug_breaksNothing(long seed) {
    assertThat(Schedule.of(seed).run(product, new Coverage(), false).failure()).isEmpty();
  }

  @Test
  void seed_givesTheSameAgain() {
    Schedule.Outcome first = Schedule.of(77).run(product, new Coverage(), true);
    Schedule.Outcome again = Schedule.of(77).run(product, new Coverage(), true);
    assertThat(first.trace()).hasSizeGreaterThan(20).isEqualTo(again.trace());
    assertThat(Schedule.of(78).run(product, new Coverage(), true).trace())
        .isNotEqualTo(first.trace());
  }

  @Test
  void schedule_thatDoesNothing_doesNotCount() {
    List<Move> nothing = List.of();
    Schedule.Outcome outcome = new Schedule(1, nothing).run(product, new Coverage(), false);
    assertThat(outcome.failure()).isEmpty();
    assertThat(outcome.counts()).isFalse();
  }
}
