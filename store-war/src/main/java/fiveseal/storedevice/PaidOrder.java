package fiveseal.storedevice;

import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.jws.Signed;

/**
 * An order whose goods may go.
 *
 * @param paid the proof
 * @param receipt message 4, kept
 */
public record PaidOrder(CheckedCompletion paid, Signed<SettlementReceipt> receipt) {}
