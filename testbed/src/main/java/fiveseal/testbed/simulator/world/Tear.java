package fiveseal.testbed.simulator.world;

/** When a card loses power in a command. */
enum Tear {
  NONE,
  BEFORE_COMMIT,
  AFTER_COMMIT
}
