package fiveseal.testbed.simulator;

import fiveseal.testbed.simulator.world.Product;

/**
 * Runs schedules until one breaks a check; called by name, with other classes than the caller's.
 */
public final class Hunter {
  private Hunter() {}

  /**
   * @return the check and the schedule; empty if nothing broke
   */
  public static String hunt(long seed, long schedulesMax) {
    Simulation simulation = new Simulation(new Product());
    simulation.run(seed, schedulesMax, 1, 1);
    return simulation
        .firstFailure()
        .map(
            failing ->
                "caught by \""
                    + simulation.failures().get(failing).check()
                    + "\" at schedule "
                    + (failing - seed + 1))
        .orElse("");
  }
}
