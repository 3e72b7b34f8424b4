package fiveseal.settlement;

/** Why message 3 went to its store, or how the store came to have it. */
public enum DeliveryCause {
  /** It had just been made. */
  COMPLETION,
  /** It was due again. */
  SCHEDULE,
  /** An operator wanted it. */
  RESEND,
  /** The store sent its receipt by itself. */
  RECEIPT,
  /** The store fetched it, which acknowledges nothing. */
  FETCH
}
