/**
 * The agent: card readers for pages of this machine's browser, on loopback. It serves pages of a
 * short list of origins, after pairing, and gives a card no command that changes it unless a
 * message of the manager carries that command and the holder agrees to it here.
 */
package fiveseal.clientdevice.agent;
