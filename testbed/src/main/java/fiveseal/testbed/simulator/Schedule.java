package fiveseal.testbed.simulator;

import fiveseal.testbed.simulator.world.Coverage;
import fiveseal.testbed.simulator.world.Move;
import fiveseal.testbed.simulator.world.Product;
import fiveseal.testbed.simulator.world.Violation;
import fiveseal.testbed.simulator.world.World;
import java.util.List;
import java.util.Optional;

/**
 * One schedule by its seed: the same seed gives the same world and the same events.
 *
 * @param moves its events, or some of them
 */
record Schedule(long seed, List<Move> moves) {
  /** Fewer touches of cards, or fewer faults that really happened, do not count as a schedule. */
  private static final int TOUCHES_MIN = 10;

  private static final int FAULTS_MIN = 3;

  static Schedule of(long seed) {
    return new Schedule(seed, Move.schedule(seed));
  }

  /** What came of it. */
  record Outcome(int touches, int faults, Optional<Failure> failure, List<String> trace) {
    boolean counts() {
      return failure.isPresent() || (touches >= TOUCHES_MIN && faults >= FAULTS_MIN);
    }
  }

  /** A check that failed. */
  record Failure(String check, String message) {}

  Outcome run(Product product, Coverage coverage, boolean traced) {
    World world = new World(product, coverage, seed, traced);
    try {
      world.run(moves);
      return new Outcome(world.touches(), world.faults(), Optional.empty(), world.trace());
    } catch (Violation e) {
      return failed(world, new Failure(e.check(), e.getMessage()));
    } catch (RuntimeException | Error e) {
      StackTraceElement[] stack = e.getStackTrace();
      String where = stack.length > 0 ? " at " + stack[0] : "";
      return failed(world, new Failure("nothing unforeseen", e + where));
    }
  }

  private static Outcome failed(World world, Failure failure) {
    return new Outcome(world.touches(), world.faults(), Optional.of(failure), world.trace());
  }
}
