package fiveseal.testbed.simulator.world;

import fiveseal.card.StolenMasters;

/** Here nobody steals a card master key. */
public class NoStolenMasters extends StolenMasters {
  @Override
  public boolean has(int version) {
    return false;
  }
}
