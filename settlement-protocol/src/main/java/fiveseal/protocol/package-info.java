/** The language of the four devices: signed messages as records, amounts, ids and error codes. */
package fiveseal.protocol;
