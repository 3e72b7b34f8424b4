/**
 * The store device: it makes and signs requests for settlement, sends them, checks completions
 * against its own orders and answers with receipts; a program of its own, without an application
 * server.
 */
package fiveseal.storedevice;
