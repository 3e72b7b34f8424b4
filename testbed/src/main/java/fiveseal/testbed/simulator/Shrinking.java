package fiveseal.testbed.simulator;

import fiveseal.testbed.simulator.world.Coverage;
import fiveseal.testbed.simulator.world.Move;
import fiveseal.testbed.simulator.world.Product;
import java.util.ArrayList;
import java.util.List;

/** Finds fewer events that break the same check: delta debugging (Zeller) over the schedule. */
final class Shrinking {
  private static final int RUNS_MAX = 400;

  private final Product product;
  private final Schedule whole;
  private final String check;
  private int runs;

  Shrinking(Product product, Schedule whole, String check) {
    this.product = product;
    this.whole = whole;
    this.check = check;
  }

  /** The shortest schedule found. */
  Schedule shortest() {
    List<Move> moves = whole.moves();
    for (int parts = 2; moves.size() > 1 && parts <= moves.size(); ) {
      List<Move> fewer = withoutOnePart(moves, parts);
      if (fewer.size() < moves.size()) {
        moves = fewer;
        parts = Math.max(2, parts - 1);
      } else {
        parts = parts == moves.size() ? parts + 1 : Math.min(moves.size(), parts * 2);
      }
    }
    return new Schedule(whole.seed(), moves);
  }

  private List<Move> withoutOnePart(List<Move> moves, int parts) {
    for (int part = 0; part < parts; part++) {
      int from = moves.size() * part / parts;
      int to = moves.size() * (part + 1) / parts;
      List<Move> rest = new ArrayList<>(moves.subList(0, from));
      rest.addAll(moves.subList(to, moves.size()));
      if (fails(rest)) {
        return rest;
      }
    }
    return moves;
  }

  private boolean fails(List<Move> moves) {
    if (runs++ > RUNS_MAX) {
      return false;
    }
    return new Schedule(whole.seed(), moves)
        .run(product, new Coverage(), false)
        .failure()
        .filter(failure -> failure.check().equals(check))
        .isPresent();
  }
}
