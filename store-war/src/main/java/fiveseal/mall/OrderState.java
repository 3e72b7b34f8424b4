package fiveseal.mall;

/** How an order stands, as far as the mall can truly say. */
public enum OrderState {
  /** The manager has not answered yet; the order is kept and is asked for again. */
  UNSENT,
  /** The holder may pay. */
  WAITING,
  /** The card's word is missing: neither paid nor unpaid can be said. */
  IN_DOUBT,
  /** Message 3 is checked: the goods go. */
  PAID,
  CANCELLED,
  EXPIRED,
  DECLINED,
  /** Cancelled, but the card had paid: the money goes back to it. */
  REVERSED,
  /** The manager did not take the request, or a store stopped selling before it was made. */
  REFUSED,
  /** The manager gives no answer now. */
  UNKNOWN;

  /** Whether it stays so. */
  public boolean isFinal() {
    return switch (this) {
      case UNSENT, WAITING, IN_DOUBT, UNKNOWN -> false;
      case PAID, CANCELLED, EXPIRED, DECLINED, REVERSED, REFUSED -> true;
    };
  }
}
