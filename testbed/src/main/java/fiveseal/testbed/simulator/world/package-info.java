/** What lies around the manager in the simulation: cards, stores, holders, network, keys, time. */
package fiveseal.testbed.simulator.world;
