/**
 * The client device's way to the manager over HTTP; authority lies with the card, not with a login.
 */
package fiveseal.clientapi;
