/**
 * The store's way to the manager over HTTP: signed messages in, states, evidence and problems out.
 */
package fiveseal.storeapi;
