/** Evidence: every signed message, the exact string, written once. */
package fiveseal.audit;
