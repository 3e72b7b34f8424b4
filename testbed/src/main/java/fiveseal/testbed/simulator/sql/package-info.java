/** The part of SQL and JPQL that the product writes: read once, evaluated in memory. */
package fiveseal.testbed.simulator.sql;
