package fiveseal.protocol;

/**
 * A message that its addressee takes until a time; the time is looked at once, at first receipt.
 */
public sealed interface Expiring extends Message
    permits SettlementRequest,
        SettlementInformation,
        ValueUpdate,
        Order,
        CancelRequest,
        RefundRequest,
        CompletionEndpoint,
        KeyRenewal,
        StoreAuth {

  /** Seconds UTC; later than {@code iat}, by 24 hours at most. */
  long exp();
}
