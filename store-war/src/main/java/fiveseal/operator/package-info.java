/** The operator's way to the manager over HTTP: stores, vouchers, traces, sums, revocations. */
package fiveseal.operator;
