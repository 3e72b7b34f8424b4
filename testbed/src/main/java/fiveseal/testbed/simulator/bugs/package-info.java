/**
 * Bugs that are planted into the product's classes, so that the simulator shows that it sees them.
 */
package fiveseal.testbed.simulator.bugs;
