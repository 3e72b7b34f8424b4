/**
 * The card's language: its APDUs, its cryptograms over given keys, and the derivation of its keys.
 */
package fiveseal.protocol.card;
