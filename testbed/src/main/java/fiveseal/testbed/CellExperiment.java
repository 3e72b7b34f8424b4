package fiveseal.testbed;

import java.util.List;

/** Runs a cell whose fault needs no server to go away. */
final class CellExperiment {

  private CellExperiment() {}

  /** Whether it can be run beside others, on a lane of its own. */
  static boolean isFor(FaultKind fault) {
    return switch (fault) {
      case REQUEST_LOST, ANSWER_LOST, TWICE, LATE, CARD_TORN_BEFORE, CARD_TORN_AFTER, STORE_DOWN ->
          true;
      case SERVER_KILLED, DATABASE_KILLED, CLOCKS_OFF, DISK_FULL, VAULT_AWAY -> false;
    };
  }

  /**
   * @param variant which of the ways of that cell
   */
  static List<Letter> run(FaultCell cell, Lane lane, int variant, DeliveryFaults.Later later) {
    NetworkFaults network = new NetworkFaults(lane, variant);
    CardFaults card = new CardFaults(lane, variant);
    DeliveryFaults delivery = new DeliveryFaults(lane, variant, later);
    Step step = cell.step();
    boolean pushed = step == Step.P5;
    List<Letter> seen =
        switch (cell.fault()) {
          case REQUEST_LOST -> pushed ? delivery.requestLost() : network.requestLost(step);
          case ANSWER_LOST -> pushed ? delivery.answerLost() : network.answerLost(step);
          case TWICE -> pushed ? delivery.twice() : network.twice(step);
          case LATE -> pushed ? delivery.late() : network.late(step);
          case CARD_TORN_BEFORE -> card.tornBefore(step);
          case CARD_TORN_AFTER -> card.tornAfter(step);
          case STORE_DOWN -> delivery.storeDown(step);
          default -> throw new IllegalArgumentException(cell.label());
        };
    lane.requireAgreement();
    return seen;
  }
}
