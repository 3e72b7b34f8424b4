/**
 * The card readers of the holder's machine: what is connected by PC/SC, and one way to say that a
 * reader or a card gave no response.
 */
package fiveseal.clientdevice.reader;
