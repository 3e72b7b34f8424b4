/** The simulator with fixed seeds, and the simulator itself under test. */
package fiveseal.testbed.simulator;
