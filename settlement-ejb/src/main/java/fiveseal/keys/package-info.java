/** The key vault: the manager's secret keys, the operator's authority and the card master keys. */
package fiveseal.keys;
