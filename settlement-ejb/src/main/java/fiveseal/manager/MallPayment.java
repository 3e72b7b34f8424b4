package fiveseal.manager;

import java.util.Optional;

/**
 * What the mall has on record of one of its requests.
 *
 * @param message1 compact JWS
 * @param settlementId empty until the manager's answer was kept
 * @param message3 compact JWS, checked by the mall
 * @param message4 compact JWS
 * @param receiptTaken whether the manager said that it took the receipt
 */
public record MallPayment(
    String requestId,
    String message1,
    Optional<String> settlementId,
    Optional<String> payUrl,
    Optional<String> message3,
    Optional<String> message4,
    boolean receiptTaken) {}
