/**
 * The purse on the card: a Java Card 3.0.5 applet, in the language's subset, that needs nothing of
 * its simulator and nothing of this project.
 */
package fiveseal.purse;
