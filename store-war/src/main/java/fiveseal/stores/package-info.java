/** The pages of stores, the operator's of all of them and a mall's of its lower stores. */
package fiveseal.stores;
