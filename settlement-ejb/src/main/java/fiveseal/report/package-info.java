/** What waits for somebody, by age: read from the database, changed by nobody here. */
package fiveseal.report;
