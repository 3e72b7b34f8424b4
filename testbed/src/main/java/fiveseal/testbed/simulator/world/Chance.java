package fiveseal.testbed.simulator.world;

import java.util.List;
import java.util.SplittableRandom;

/** The one source of what is left to chance; the same seed gives the same for ever. */
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** 0 … bound − 1. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  long between(long from, long to) {
    return random.nextLong(from, to + 1);
  }

  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  void fill(byte[] bytes) {
    random.nextBytes(bytes);
  }

  long seed() {
    return random.nextLong();
  }
}
