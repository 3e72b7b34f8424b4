/** What is on record of one settlement or value update, for whoever checks it. */
package fiveseal.trace;
