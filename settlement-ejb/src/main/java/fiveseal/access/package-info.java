/**
 * Who may use the consoles: users, passwords, sessions, and the trail of administrators' actions.
 */
package fiveseal.access;
