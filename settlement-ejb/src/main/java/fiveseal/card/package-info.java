/**
 * The card register: what a card must prove, which command may be issued, what an answer proves.
 */
package fiveseal.card;
