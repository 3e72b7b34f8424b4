/** What the manager is told from outside, read once at start: its configuration and the clock. */
package fiveseal.config;
