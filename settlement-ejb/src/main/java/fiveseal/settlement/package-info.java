/** The payment: a store's request, the command to the card, the completion and the receipt. */
package fiveseal.settlement;
