/** A small deterministic container: it builds the product's beans and keeps their transactions. */
package fiveseal.testbed.simulator.container;
