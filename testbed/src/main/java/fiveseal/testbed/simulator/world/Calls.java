package fiveseal.testbed.simulator.world;

/** A way to the manager over the network of the moment. */
@FunctionalInterface
interface Calls {
  Reply call(Request request);
}
