package fiveseal.testbed.simulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One event of a schedule. It carries its own seed, so that leaving others out does not change what
 * it does, as far as the world lets it.
 */
public record Move(Kind kind, long seed) {
  /** What happens; the number is how likely, in relation to the others. */
  enum Kind {
    SELL(8),
    PAY(34),
    PAY_AGAIN(8),
    PAY_WITH_OTHER_CARD(4),
    LOAD(18),
    LOAD_AGAIN(6),
    PRESENT(8),
    SEND_AGAIN(5),
    REPLAY(6),
    LATE(5),
    TIME(7),
    STORE(4),
    RECEIPT(8),
    TIMERS(6),
    RESTART(2),
    CANCEL(6),
    REFUND(9),
    ORDER(5),
    DECIDE(2),
    TAMPER(2),
    FORGE(4);

    private final int weight;

    Kind(int weight) {
      this.weight = weight;
    }
  }

  private static final int WEIGHTS = weights();

  private static int weights() {
    int sum = 0;
    for (Kind kind : Kind.values()) {
      sum += kind.weight;
    }
    return sum;
  }

  /** The moves of a schedule. */
  public static List<Move> schedule(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int length = 18 + random.nextInt(16);
    List<Move> moves = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      moves.add(new Move(kind(random.nextInt(WEIGHTS)), random.nextLong()));
    }
    return moves;
  }

  private static Kind kind(int ticket) {
    int left = ticket;
    for (Kind kind : Kind.values()) {
      left -= kind.weight;
      if (left < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("no such ticket");
  }

  @Override
  public String toString() {
    return kind + " #" + Long.toHexString(seed);
  }
}
