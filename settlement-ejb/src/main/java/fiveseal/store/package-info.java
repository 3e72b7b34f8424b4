/** Stores, malls and lower stores: who they are, their keys, contracts and completion endpoints. */
package fiveseal.store;
