package fiveseal.testbed.simulator.world;

import java.util.ArrayList;
import java.util.List;

/** A holder's client device: what it remembers, until it is lost. */
final class Device {
  private final String name;
  private final List<Request> unsent = new ArrayList<>();

  Device(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Answers of cards that did not get through yet. */
  List<Request> unsent() {
    return unsent;
  }
}
