/**
 * The whole mall on one machine: database, application server, demo data, and the checks on them.
 */
package fiveseal.testbed;
