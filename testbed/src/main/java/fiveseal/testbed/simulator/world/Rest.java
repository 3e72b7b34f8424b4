package fiveseal.testbed.simulator.world;

import fiveseal.manager.Presentations;
import fiveseal.testbed.simulator.database.Row;
import fiveseal.testbed.simulator.database.SimulatedDatabase;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The quiet after a schedule, in which every doubt has to end. */
final class Rest {
  private static final int ROUNDS_MAX = 20;

  private final ManagerNode manager;
  private final Network network;
  private final Wallet wallet;
  private final SimulatedDatabase database;
  private final List<Device> devices;
  private final List<ModelCard> cards;

  Rest(
      ManagerNode manager,
      Network network,
      Wallet wallet,
      SimulatedDatabase database,
      List<Device> devices,
      List<ModelCard> cards) {
    this.manager = manager;
    this.network = network;
    this.wallet = wallet;
    this.database = database;
    this.devices = devices;
    this.cards = cards;
  }

  /** Sweeps, then presents every card: what its word can end has ended. */
  void letEverythingEnd(Consumer<Duration> time) {
    finishWork();
    manager.timers().forEach(network::timer);
    finishWork();
    devices.forEach(wallet::sendAgain);
    if (!manager.offers(Presentations.class)) {
      return;
    }
    for (int round = 0; round < 2; round++) {
      for (ModelCard card : cards) {
        boolean ended = wallet.present(card, devices.get(0));
        Violation.unless(
            ended || card.isTampered() || isStopped(card),
            "a presentation comes to its end",
            () -> "card " + card.number().digits());
      }
      manager.timers().forEach(network::timer);
      time.accept(Duration.ofMinutes(1));
    }
    finishWork();
  }

  private boolean isStopped(ModelCard card) {
    return database
        .rows("card", "card_number", card.number().digits())
        .get(0)
        .has("stopped_because");
  }

  /** Lets timers go off until every delivery is acknowledged. */
  void emptyOutbox(Consumer<Duration> time) {
    for (int round = 0; round < ROUNDS_MAX && isDue(); round++) {
      time.accept(Duration.ofHours(25));
      manager.timers().forEach(network::timer);
      finishWork();
    }
  }

  private boolean isDue() {
    return database.rows("delivery").stream().anyMatch(row -> !row.has("acknowledged_at"));
  }

  private void finishWork() {
    while (manager.waiting() > 0) {
      network.doLater();
    }
  }

  static boolean isOpen(Row command) {
    return command.text("state").equals("OPEN");
  }
}
