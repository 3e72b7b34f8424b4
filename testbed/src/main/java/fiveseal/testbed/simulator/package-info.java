/**
 * The seeded simulator: the manager's own code in very many small worlds where everything fails.
 */
package fiveseal.testbed.simulator;
