/**
 * The client device without a browser: checks messages 2, 4 and 5 and passes the card commands in
 * them to a card reader (claims 4, 9 and 24). It holds no common key.
 */
package fiveseal.clientdevice;
