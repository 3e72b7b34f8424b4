/** Simulated cards: the runtime that the purse runs on, readers, and the issuing of test cards. */
package fiveseal.cardsim;
