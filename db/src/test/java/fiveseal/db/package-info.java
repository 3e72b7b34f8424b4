/**
 * Holds the migrations to the house rules, by what PostgreSQL's own catalog says after they ran.
 */
package fiveseal.db;
