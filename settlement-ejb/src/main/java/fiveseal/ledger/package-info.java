/** The ledger: accounts, and transfers that are written once; the only writer of money. */
package fiveseal.ledger;
