/** The operators' way to the manager over HTTP: stores, vouchers, cards, decisions, evidence. */
package fiveseal.operator;
