/** A throw-away PostgreSQL with the real migrations and the application's own role, for tests. */
package fiveseal.database;
