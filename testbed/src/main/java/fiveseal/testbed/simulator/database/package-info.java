/** The product's database in memory: its own schema, transactions, and ways to fail. */
package fiveseal.testbed.simulator.database;
