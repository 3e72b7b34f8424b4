package fiveseal.storedevice;

import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;

/**
 * A completion that passed {@link CompletionCheck}: this order is paid, the goods may go.
 *
 * @param completion message 3
 * @param information message 2, inside message 3
 * @param request message 1 as this device made it
 */
public record CheckedCompletion(
    Signed<SettlementCompletion> completion,
    Signed<SettlementInformation> information,
    Signed<SettlementRequest> request) {}
