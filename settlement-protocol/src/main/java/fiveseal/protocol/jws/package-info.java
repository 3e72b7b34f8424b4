/** Strict JWS: who may sign which message, how a signature is made, and how it is refused. */
package fiveseal.protocol.jws;
