package fiveseal.testbed.simulator.world;

import fiveseal.keys.VaultFollowing;

/** The vault of the simulator has no other node. */
public class NothingToFollow extends VaultFollowing {
  @Override
  public void follow() {
    // Nobody else makes keys in it.
  }
}
